import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { ICEBERG_SCHEMA } from '@lakehouse/contracts/tables.ts'
import { expect, it } from 'vitest'
import type { TablesContext } from './context.ts'
import type { TableMaintenance } from './maintain.ts'
import { observeTable } from './observe.ts'
import { readPolicy } from './policy.ts'
import { TableStore } from './store.ts'
import { metadataOf } from './testing.ts'
import { restAfter, Upkeep } from './upkeep.ts'

const EPOCH = new Date(0)

/** Upkeep of tables with so many delete files at every look; `maintained` tells which were worked on. */
function upkeepOf(deleteFiles: Readonly<Record<string, number>>, automatic: boolean) {
  const store = new TableStore(mkdtempSync(join(tmpdir(), 'upkeep-')))
  const maintained: string[] = []
  const told: string[] = []
  const policy = { ...readPolicy(projectRoot), automatic, busy_share: 0.000_001 }
  const tables = Object.keys(deleteFiles).map((name) => ({ schema: ICEBERG_SCHEMA, name }))
  const context = {
    store,
    policy,
    catalog: { tables: async () => tables },
    progress: (line: string) => told.push(line),
  }
  const maintenance: Pick<TableMaintenance, 'observeListed' | 'maintainTable'> = {
    observeListed: async (called) => {
      const metadata = metadataOf([{ id: 1, summary: { 'total-delete-files': String(deleteFiles[called]) } }])
      const table = { schema: ICEBERG_SCHEMA, name: called, metadataLocation: 's3://lakehouse/metadata.json' }
      return observeTable(context, { table, metadata }, null, null)
    },
    maintainTable: async (called) => {
      const began = Date.now()
      while (Date.now() === began); // work that takes any time at all
      maintained.push(called)
      return { operation: 1, runs: [] }
    },
  }
  const upkeep = new Upkeep(context as unknown as TablesContext, maintenance as TableMaintenance)
  return { upkeep, maintained, told, samples: (name: string) => store.samples(name, EPOCH).length }
}

it('works on the table that is furthest over its threshold, and samples all while it rests from that', async () => {
  const { upkeep, maintained, told, samples } = upkeepOf({ iceberg_a: 500, iceberg_b: 900, iceberg_c: 1 }, true)
  await upkeep.round()
  expect(told).toEqual([])
  expect(maintained).toEqual(['iceberg_b'])
  expect([samples('iceberg_a'), samples('iceberg_b')]).toEqual([1, 1])
  await upkeep.round()
  expect(maintained).toEqual(['iceberg_b'])
})

it('only samples when it may not act by itself', async () => {
  const { upkeep, maintained, told, samples } = upkeepOf({ iceberg_a: 900 }, false)
  await upkeep.round()
  expect(told).toEqual([])
  expect(maintained).toEqual([])
  expect(samples('iceberg_a')).toBe(1)
})

it('rests three times as long as it worked when a quarter of the time is its', () => {
  expect(restAfter(10_000, 0.25)).toBe(30_000)
  expect(restAfter(10_000, 1)).toBe(0)
})
