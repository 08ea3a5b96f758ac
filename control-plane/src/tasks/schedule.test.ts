import { describe, expect, it } from 'vitest'
import type { Schedule } from './definition.ts'
import { dueAt, nextDue, scheduleProblem } from './schedule.ts'

const berlin = (cron: string) => ({ cron, time_zone: 'Europe/Berlin' })
const at = (iso: string) => Date.parse(iso)
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** The next `count` due times after an instant. */
function following(schedule: ReturnType<typeof berlin>, after: string, count: number): (string | null)[] {
  const times: (string | null)[] = []
  for (let time: number | null = at(after); time !== null && times.length < count; times.push(iso(time))) {
    time = nextDue(schedule, time)
  }
  return times
}

describe('due times where clocks change', () => {
  it('a time that spring leaves out is due at the change, once', () => {
    expect(following(berlin('30 2 * * *'), '2026-03-28T12:00:00Z', 2)).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ])
  })

  it('a time that autumn repeats is due once', () => {
    expect(following(berlin('30 2 * * *'), '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ])
  })

  it('every half hour stays every half hour through both changes', () => {
    for (const [day, hour] of [
      ['2026-03-29', 0],
      ['2026-10-25', 0],
    ] as const) {
      const times = following(berlin('*/30 * * * *'), `${day}T0${hour}:00:00Z`, 6).map((time) => at(String(time)))
      expect(times.slice(1).map((time, index) => time - (times[index] ?? 0))).toEqual(Array(5).fill(30 * 60_000))
    }
  })
})

it.each([
  ['61 * * * *', 'UTC'],
  ['* * * * * *', 'UTC'],
  ['0 0 31 2 *', 'UTC'],
  ['* * * * *', 'Mars/Olympus'],
  ['soon', 'UTC'],
])('refuses %j in %s', (cron, time_zone) => {
  expect(scheduleProblem({ cron, time_zone })).toEqual(expect.any(String))
})

describe('what is due', () => {
  const hourly = (missed: 'skip' | 'once'): Schedule => ({ cron: '0 * * * *', time_zone: 'UTC', missed })
  const ten = at('2026-01-01T10:00:00Z')
  const minute = 60_000

  it('nothing of the time before a schedule was first seen', () => {
    expect(dueAt(hourly('once'), null, ten + minute)).toMatchObject({ settled: ten + minute, at: null })
  })

  it('a time once, when it comes', () => {
    expect(dueAt(hourly('skip'), ten - minute, ten - 1).at).toBeNull()
    const due = dueAt(hourly('skip'), ten - minute, ten + 500)
    expect(due).toMatchObject({ at: ten, late: false })
    expect(dueAt(hourly('skip'), due.settled, ten + 1_500).at).toBeNull()
  })

  it('one run for all times that passed unseen, or none, as the policy says', () => {
    const seven = ten - 180 * minute
    const now = ten + 30 * minute
    expect(dueAt(hourly('once'), seven, now)).toMatchObject({ at: ten - 120 * minute, late: true, settled: now })
    expect(dueAt(hourly('skip'), seven, now)).toMatchObject({
      at: null,
      settled: now,
      note: expect.stringMatching(/08:00/),
    })
  })

  it('the newest of several times on time, whatever was missed before', () => {
    expect(dueAt(hourly('skip'), ten - 180 * minute, ten + 1_000)).toMatchObject({ at: ten, late: false })
  })

  it('goes on from the new time when the clock is set back, and says so', () => {
    const back = ten - 24 * 60 * minute
    const due = dueAt(hourly('skip'), ten, back + 5 * minute)
    expect(due).toMatchObject({ at: null, settled: back + 5 * minute, note: expect.stringMatching(/went back/) })
    expect(dueAt(hourly('skip'), due.settled, back + 60 * minute).at).toBe(back + 60 * minute)
  })

  it('does not run twice for a clock that is corrected by seconds', () => {
    const due = dueAt(hourly('skip'), ten - minute, ten + 500)
    const corrected = dueAt(hourly('skip'), due.settled, ten - 2_000)
    expect(corrected.at).toBeNull()
    expect(dueAt(hourly('skip'), corrected.settled, ten + 3_000).at).toBeNull()
  })
})
