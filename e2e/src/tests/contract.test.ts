import { icebergTableNames, icebergTables, postgresCityMetrics } from '@lakehouse/contracts/tables.ts'
import { describe, expect, test } from 'vitest'
import { postgresColumns } from '../lib/postgres.ts'
import { query, showCreateTable } from '../lib/trino.ts'

describe('tables as the contract names them', () => {
  test.each(icebergTableNames)('%s has exactly its columns and types', async (table) => {
    expect(Object.fromEntries(await query('columns', [table]))).toEqual(icebergTables[table].columns)
  })

  test.each(icebergTableNames)('%s is partitioned as it should start', async (table) => {
    const [, list = ''] = /partitioning = ARRAY\[(.*)\]/.exec(await showCreateTable(table)) ?? []
    const transforms = [...list.matchAll(/'([^']*)'/g)].map(([, transform]) => transform)
    expect(transforms).toEqual(icebergTables[table].partitioning)
  })

  test('city_metrics in PostgreSQL has its columns', async () => {
    expect(await postgresColumns(postgresCityMetrics.table)).toEqual(postgresCityMetrics.columns)
  })
})
