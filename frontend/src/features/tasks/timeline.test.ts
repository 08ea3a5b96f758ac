// @vitest-environment node
import type { RunSummary } from '@lakehouse/contracts/api/tasks.ts'
import { expect, it } from 'vitest'
import { lanesOf, ticksOf } from './timeline.ts'

const now = Date.parse('2026-01-01T12:00:00Z')
const HOUR = 3_600_000
const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString()
const run = (id: number, task: string, begun: number | null, ended: number | null): RunSummary => ({
  id,
  task,
  state: 'succeeded',
  cause: 'manual',
  because: 'test',
  actor: 'ada',
  parameters: {},
  retry_of: null,
  created_at: at(begun ?? 30),
  started_at: begun === null ? null : at(begun),
  ended_at: ended === null ? null : at(ended),
  waiting_for: null,
  summary: null,
})

it('places runs by when they ran, cut at the edge, those that go on up to now', () => {
  const runs = [run(4, 'b', null, null), run(3, 'a', 15, null), run(2, 'a', 75, 45), run(1, 'a', 200, 100)]
  const lanes = lanesOf(runs, ['a', 'b', 'c'], now, HOUR)
  expect(lanes.map(({ task, bars }) => [task, bars.map(({ run: { id }, left, width }) => [id, left, width])])).toEqual([
    [
      'a',
      [
        [3, 75, 25],
        [2, 0, 25],
      ],
    ],
    ['b', [[4, 50, 50]]],
  ])
})

it('keeps a lane for a task that is no longer defined', () => {
  expect(lanesOf([run(1, 'old', 10, 5)], ['a'], now, HOUR).map(({ task }) => task)).toEqual(['old'])
})

it.each([1, 6, 24])('marks round times of %d hours', (hours) => {
  const ticks = ticksOf(now - hours * HOUR - 1, now)
  expect(ticks.length).toBeGreaterThan(2)
  expect(ticks.length).toBeLessThan(10)
  expect(ticks.every((tick) => new Date(tick).getUTCSeconds() === 0)).toBe(true)
})
