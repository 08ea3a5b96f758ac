import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { ICEBERG_CATALOG, ICEBERG_SCHEMA, icebergTables } from '@lakehouse/contracts/tables.ts'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

interface SourceTable {
  readonly name: keyof typeof icebergTables
  readonly columns: readonly { readonly name: string; readonly data_type: string }[]
  readonly data_tests: readonly { readonly grain?: { readonly arguments: { readonly columns: readonly string[] } } }[]
}

const file = join(projectRoot, 'dbt', 'models', 'staging', '_sources.yml')
const [source] = parse(readFileSync(file, 'utf8')).sources
const tables: readonly SourceTable[] = source.tables

test('dbt reads the schema that Flink writes', () => {
  expect([source.database, source.schema]).toEqual([ICEBERG_CATALOG, ICEBERG_SCHEMA])
})

test.each(tables.map((table) => [table.name, table] as const))('source %s is the contract’s table', (name, table) => {
  const contract = icebergTables[name]
  const columns = Object.fromEntries(table.columns.map((column) => [column.name, column.data_type]))
  expect(columns).toEqual(contract.columns)
  expect(table.data_tests.flatMap(({ grain }) => grain?.arguments.columns ?? [])).toEqual(contract.key)
})
