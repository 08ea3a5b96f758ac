import { icebergTableNames, icebergTables } from '@lakehouse/contracts/tables.ts'
import { expect, it } from 'vitest'
import { auditSql } from './tables.ts'

it.each(icebergTableNames)(
  'the query for %s gives the columns of the contract, whole numbers as text',
  async (table) => {
    const select = Object.entries(icebergTables[table].columns).map(([column, type]) =>
      type === 'bigint' ? `CAST(${column} AS varchar) AS ${column}` : column,
    )
    const [, ...lines] = (await auditSql(table)).split('\n')
    expect(lines.join(' ').replaceAll(/\s+/g, ' ').trim()).toBe(
      `SELECT ${select.join(', ')} FROM iceberg.ride_hailing.${table}`,
    )
  },
)

it('the query for commits asks every table', async () => {
  const sql = await auditSql('commits')
  for (const table of icebergTableNames) expect(sql).toContain(`FROM iceberg.ride_hailing."${table}$snapshots"`)
})
