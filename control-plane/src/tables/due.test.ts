import type { MaintenanceRun } from '@lakehouse/contracts/api/tables.ts'
import { describe, expect, it } from 'vitest'
import { type DueInput, dueActions, expirable } from './due.ts'
import { healthOf } from './health.ts'
import type { TablePolicy } from './policy.ts'
import { stateOf } from './state.ts'
import { metadataOf } from './testing.ts'

const policy: TablePolicy = {
  rest_factor: 10,
  optimize: { delete_files: 20, new_files: 30, small_file_bytes: 8, merge_every: 4, full_file_bytes: 100 },
  optimize_manifests: { manifests: 50 },
  expire_snapshots: { retention_seconds: 3600, snapshots_past_retention: 3 },
  remove_orphan_files: { every_seconds: 86_400, retention_seconds: 86_400 },
}
const NOW = 100_000_000

const totals = (files: number, deletes: number) => ({
  'total-data-files': String(files),
  'total-delete-files': String(deletes),
  'added-data-files': String(files),
})

function input(summary: Record<string, string>, more: Partial<DueInput> = {}): DueInput {
  const state = stateOf(metadataOf([{ id: 1, at: NOW - 1000, summary }]))
  return { state, policy, manifests: null, runs: [], knownSince: NOW, now: NOW, ...more }
}

const run = (
  action: MaintenanceRun['action'],
  secondsAgo: number,
  tookS: number,
  outcome: 'done' | 'failed' = 'done',
) =>
  ({
    action,
    outcome,
    cpu_s: tookS,
    started_at: new Date(NOW - (secondsAgo + tookS) * 1000).toISOString(),
    ended_at: new Date(NOW - secondsAgo * 1000).toISOString(),
  }) as MaintenanceRun

const due = (given: DueInput) =>
  dueActions(given).map(({ action, waits }) => `${action}${waits === null ? '' : ' waits'}`)

describe('what is due', () => {
  it('is nothing below the thresholds', () => expect(due(input(totals(29, 19)))).toEqual([]))
  it('is a rewrite at the threshold of deletes', () => expect(due(input(totals(1, 20)))).toEqual(['optimize']))
  it('is a rewrite at the threshold of new files', () => expect(due(input(totals(30, 0)))).toEqual(['optimize']))

  it('says how many times over its threshold something is', () => {
    expect(dueActions(input(totals(45, 60))).map(({ urgency }) => urgency)).toEqual([3])
    expect(dueActions(input(totals(45, 1))).map(({ urgency }) => urgency)).toEqual([1.5])
  })

  it('counts only files since the last rewrite, not since other replacements', () => {
    const snapshots = [
      { id: 1, summary: totals(40, 0) },
      { id: 2, summary: { operation: 'replace', 'deleted-data-files': '40', 'added-data-files': '1' } },
      { id: 3, summary: { 'added-data-files': '5' } },
      { id: 4, summary: { operation: 'replace', 'manifests-replaced': '9', 'total-data-files': '6' } },
    ]
    expect(stateOf(metadataOf(snapshots)).newFiles).toBe(5)
  })

  it('waits ten times as long as the last one kept a core busy', () => {
    const full = totals(1, 20)
    expect(due(input(full, { runs: [run('optimize', 39, 4)] }))).toEqual(['optimize waits'])
    expect(due(input(full, { runs: [run('optimize', 41, 4)] }))).toEqual(['optimize'])
    expect(due(input(full, { runs: [run('expire_snapshots', 1, 4)] }))).toEqual(['optimize'])
  })

  it('waits longer after each failure', () => {
    const failed = [run('optimize', 70, 1, 'failed'), run('optimize', 200, 1, 'failed'), run('optimize', 300, 1)]
    expect(due(input(totals(1, 20), { runs: failed }))).toEqual(['optimize waits'])
    expect(due(input(totals(1, 20), { runs: failed.slice(1) }))).toEqual(['optimize'])
  })

  it('is expiry when enough snapshots are past retention, the present never among them', () => {
    const old = [1, 2, 3].map((id) => ({ id, at: NOW - 3_600_001 - id }))
    const state = (count: number) => stateOf(metadataOf([...old.slice(0, count), { id: 9, at: NOW - 5_000_000 }]))
    expect(due(input({}, { state: state(2) }))).toEqual([])
    expect(due(input({}, { state: state(3) }))).toEqual(['expire_snapshots'])
    expect(expirable({ state: state(3), policy, now: NOW }).map(({ id }) => id)).not.toContain('9')
  })

  it('is grouping when the manifests were counted and are too many', () => {
    expect(due(input({}, { manifests: 49 }))).toEqual([])
    expect(due(input({}, { manifests: 50 }))).toEqual(['optimize_manifests'])
  })

  it('looks for orphans by the clock, from the day the table was first seen', () => {
    const day = 86_400_000
    expect(due(input({}, { knownSince: NOW - day + 1 }))).toEqual([])
    expect(due(input({}, { knownSince: NOW - day }))).toEqual(['remove_orphan_files'])
    expect(due(input({}, { knownSince: NOW - day, runs: [run('remove_orphan_files', 60, 1)] }))).toEqual([])
  })
})

describe('health', () => {
  const score = (given: DueInput) => healthOf(given).score
  it('is whole up to the thresholds and sinks with what is over them', () => {
    expect(score(input(totals(20, 20)))).toBe(100)
    expect(score(input(totals(0, 50)))).toBe(80)
    expect(score(input(totals(0, 5000)))).toBe(60)
    expect(score(input(totals(5000, 5000), { manifests: 5000 }))).toBe(20)
  })
})
