import { expect, it } from 'vitest'
import { EventTimeBuffer } from './event-time-buffer.ts'

it('gives items in event-time order, those of one time in the order they came', () => {
  const buffer = new EventTimeBuffer<string>()
  for (const [time, item] of [
    [2_500, 'd'],
    [1_000, 'b'],
    [999, 'a'],
    [1_000, 'c'],
    [3_000, 'e'],
  ] as const) {
    expect(buffer.add(time, item)).toBe(true)
  }
  expect([...buffer.drain(2_999)]).toEqual(['a', 'b', 'c'])
  expect([...buffer.drain(4_000)]).toEqual(['d', 'e'])
  expect([...buffer.drain(4_000)]).toEqual([])
})

it('refuses what lies behind what it gave', () => {
  const buffer = new EventTimeBuffer<string>()
  expect([...buffer.drain(2_999)]).toEqual([])
  expect(buffer.add(1_999, 'late')).toBe(false)
  expect(buffer.add(2_000, 'just in time')).toBe(true)
  expect([...buffer.drain(Number.POSITIVE_INFINITY)]).toEqual(['just in time'])
})
