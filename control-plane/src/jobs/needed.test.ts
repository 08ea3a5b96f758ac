import { describe, expect, it } from 'vitest'
import { neededStatements } from './needed.ts'

const statement = (text: string) => ({ file: 'x.sql', line: 1, column: 1, text })
const prelude = [
  'CREATE CATALOG iceberg WITH (…)',
  'CREATE DATABASE IF NOT EXISTS iceberg.d',
  "CREATE TEMPORARY SYSTEM FUNCTION parse_it AS 'a.B'",
  "CREATE TEMPORARY SYSTEM FUNCTION unused AS 'a.C'",
  'CREATE TABLE source (a INT)',
  'CREATE TEMPORARY VIEW parsed AS SELECT PARSE_IT(a) FROM source',
  'CREATE TEMPORARY VIEW other AS SELECT 1 FROM source',
  'CREATE TABLE IF NOT EXISTS iceberg.d.`sink` (a INT)',
  'CREATE TABLE IF NOT EXISTS iceberg.d.other_sink (a INT)',
].map(statement)
const needed = (job: string) => neededStatements(prelude, statement(job)).map(({ text }) => text)

describe('neededStatements', () => {
  it('follows names through views to sources and functions, and keeps the order', () => {
    expect(needed('INSERT INTO iceberg.d.sink SELECT * FROM `parsed`')).toEqual(
      [0, 1, 2, 4, 5, 7].map((index) => prelude[index]?.text),
    )
  })

  it('takes no name out of a text or a comment', () => {
    expect(needed("INSERT INTO x SELECT 'parsed' -- other_sink")).toEqual([prelude[0]?.text, prelude[1]?.text])
  })
})
