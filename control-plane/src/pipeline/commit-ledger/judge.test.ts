import { describe, expect, it } from 'vitest'
import { allowance, type Checkpoint, type Commit, stateOf, statusOf } from './judge.ts'

const second = 1_000
const checkpoint = (id: number): Checkpoint => ({
  id,
  kind: 'checkpoint',
  triggeredAt: id * 2 * second,
  completedAt: id * 2 * second + 500,
})
const commit = (checkpointId: number): Commit => ({
  checkpointId,
  snapshotId: `s${checkpointId}`,
  committedAt: checkpointId * 2 * second + 800,
})
const checkpoints = (...ids: number[]) => ids.map(checkpoint)

describe('what became of a checkpoint in a sink', () => {
  const commits = [commit(5), commit(8)]
  const state = (id: number, now = 0) => stateOf(checkpoint(id), 'iceberg', commits, 50 * second, now)
  it.each([
    [8, 'committed'],
    [5, 'committed'],
    [6, 'no_data'],
    [4, 'unknown'],
    [9, 'pending'],
  ])('checkpoint %i is %s', (id, expected) => {
    expect(state(id)).toBe(expected)
  })
  it('is missing once the allowance has passed, and not before', () => {
    const done = checkpoint(9).completedAt
    expect(state(9, done + 50 * second)).toBe('pending')
    expect(state(9, done + 50 * second + 1)).toBe('missing')
  })
  it('is committed in a JDBC sink, which writes before the checkpoint completes', () => {
    expect(stateOf(checkpoint(9), 'jdbc', [], 0, Number.MAX_SAFE_INTEGER)).toBe('committed')
  })
})

describe('how a sink stands', () => {
  const job = { name: 'rides', id: 'j' }
  const iceberg = { table: 't', kind: 'iceberg' } as const
  it('is as its oldest checkpoint without a commit', () => {
    const now = checkpoint(12).completedAt
    const status = statusOf(job, iceberg, checkpoints(12, 11, 10, 9, 8), [commit(8)], 5 * second, now)
    expect(status).toMatchObject({ state: 'missing', waiting: { id: 9 }, newestCommit: { checkpointId: 8 } })
  })
  it('is committed when nothing waits, and tells how long commits take', () => {
    const status = statusOf(job, iceberg, checkpoints(8, 7), [commit(8), commit(7)], 5 * second, 0)
    expect(status).toMatchObject({ state: 'committed', waiting: null, commitMs: 800 })
  })
  it('waits for the first commit of a job that has none', () => {
    const status = statusOf(job, iceberg, checkpoints(2, 1), [], 50 * second, checkpoint(1).completedAt + 51 * second)
    expect(status).toMatchObject({ state: 'missing', waiting: { id: 1 } })
  })
})

it('allows ten checkpoints, as far apart as they really are, and half a minute', () => {
  expect(allowance([], 2 * second)).toBe(50 * second)
  expect(allowance(checkpoints(3, 2, 1), 1 * second)).toBe(50 * second)
  expect(allowance([checkpoint(30), checkpoint(20)], 2 * second)).toBe(230 * second)
})
