import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { TableStore } from './store.ts'

let home: string
let store: TableStore
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tables-'))
  store = new TableStore(home)
})
afterEach(() => {
  store.close()
  rmSync(home, { recursive: true })
})

const sizes = { data_files: 51, delete_files: 51, bytes: 12_000_000, snapshots: 100 }

it('keeps what an action was begun for and what came of it', () => {
  const id = store.beginRun('t', 'optimize', '51 delete files', 7)
  expect(store.runs(1)[0]).toMatchObject({ id, outcome: null, ended_at: null, before: null })
  store.endRun(id, {
    outcome: 'done',
    detail: 'all',
    before: sizes,
    after: { ...sizes, delete_files: 0 },
    probe_before_ms: 365,
    probe_after_ms: 175,
    cpu_s: 2.5,
    attempts: 2,
  })
  store.beginRun('other', 'expire_snapshots', 'x', 8)
  expect(store.runs(10, 't')).toMatchObject([
    { id, operation: 7, outcome: 'done', before: sizes, after: { delete_files: 0 }, probe_before_ms: 365, attempts: 2 },
  ])
  expect(store.runs(10).map(({ table }) => table)).toEqual(['other', 't'])
})

it('keeps sizes for a week', () => {
  const sample = (at: Date) => ({
    at: at.toISOString(),
    data_rows: 1,
    bytes: 1,
    data_files: 1,
    delete_files: 0,
    snapshots: 1,
    metadata_bytes: 1,
  })
  store.addSample('t', sample(new Date(Date.now() - 8 * 86_400_000)))
  store.addSample('t', sample(new Date(Date.now() - 6 * 86_400_000)))
  store.addSample('t', sample(new Date()))
  expect(store.samples('t', new Date(0))).toHaveLength(2)
  expect(store.samples('t', new Date(Date.now() - 1000))).toHaveLength(1)
})
