import { expect, test } from 'vitest'
import { identifier, integer, publishStatement, text, trusted } from './sql-file.ts'

test('a name or a value cannot end its own quotes', () => {
  expect(identifier('a"b').sql).toBe('"a""b"')
  expect(text("driver's").sql).toBe("'driver''s'")
})

test('only whole numbers pass as whole numbers', () => {
  expect(integer('-8406966057900324774').sql).toBe('-8406966057900324774')
  expect(() => integer('1; DROP TABLE x')).toThrow('not a whole number')
})

test('a statement has its variables replaced', () => {
  const statement = publishStatement('replace_mart', {
    mart: identifier('ride_surge'),
    description: text('One row per ride.'),
    properties: trusted("format = 'PARQUET'"),
    snapshot: integer('42'),
  })
  expect(statement).toContain('CREATE OR REPLACE TABLE iceberg.ride_hailing_marts."ride_surge"')
  expect(statement).toContain('ride_hailing_audit."ride_surge" FOR VERSION AS OF 42')
  expect(statement).not.toContain('${')
})

test('a variable that nobody gives is an error with its name', () => {
  expect(() => publishStatement('failing_rows')).toThrow(/failing_rows.sql: nothing given for .*relation/)
})
