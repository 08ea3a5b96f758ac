import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { namedQueries } from '@lakehouse/contracts/api/overview.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { icebergTableNames, icebergTables, type TableContract } from '@lakehouse/contracts/tables.ts'
import { describe, expect, it } from 'vitest'
import { readQueryFiles } from './query-files.ts'

const queries = readQueryFiles(join(projectRoot, 'trino', 'queries'))
const freshness = readQueryFiles(join(projectRoot, 'trino', 'queries', 'freshness'))
const newest = readQueryFiles(join(projectRoot, 'trino', 'queries', 'newest'))

it('has one file per named query of the contracts', () => {
  const named = Object.keys(namedQueries).filter((name) => name !== 'table_freshness')
  expect([...queries.keys()]).toEqual(named.sort())
})

it.each([...queries.values(), ...newest.values(), ...freshness.values()])(
  '$name opens with its question',
  ({ question }) => {
    expect(question).toMatch(/\?/)
  },
)

it('knows which tables a query reads', () => {
  expect(queries.get('zone_surge')?.tables).toEqual(['iceberg_surge_pricing'])
})

it.each(icebergTableNames)('dates %s by the time column of the contract', (table) => {
  expect(freshness.get(table)?.tables).toEqual([table])
  expect(freshness.get(table)?.sql).toContain(`max(${icebergTables[table].timeColumn}) AS newest_event_time`)
})

describe('newest rows', () => {
  it.each(icebergTableNames)('of %s show every column of the contract, in its order', (table) => {
    const file = newest.get(table)
    expect(file?.tables).toEqual([table])
    const columns = /SELECT\s([\s\S]*?)\sFROM/
      .exec(file?.sql ?? '')?.[1]
      ?.split(',')
      .map((column) => column.trim())
    expect(columns).toEqual(Object.keys(icebergTables[table].columns))
  })
})

describe('trino/schema', () => {
  const folder = join(projectRoot, 'trino', 'schema')
  const partitioned = Object.entries<TableContract>(icebergTables).filter(([, table]) => table.partitioning.length > 0)

  it('partitions exactly the tables that the contracts do', () => {
    expect(readdirSync(folder).sort()).toEqual(partitioned.map(([name]) => `${name}.sql`).sort())
  })

  it.each(partitioned)('%s as the contracts do', (name, table) => {
    const transforms = table.partitioning.map((transform) => `'${transform}'`).join(', ')
    expect(readFileSync(join(folder, `${name}.sql`), 'utf8')).toContain(
      `SET PROPERTIES partitioning = ARRAY[${transforms}]`,
    )
  })
})
