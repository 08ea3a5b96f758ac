// @vitest-environment node
import { expect, it } from 'vitest'
import { formatAge, formatAgeShort, formatClock, formatDuration } from './time.ts'

it('tells ages in two units at most', () => {
  expect(formatAge(-3_000)).toBe('0 s')
  expect(formatAge(59_999)).toBe('59 s')
  expect(formatAge(252_000)).toBe('4 min 12 s')
  expect(formatAge(11_100_000)).toBe('3 h 5 min')
  expect(formatAge(187_200_000)).toBe('2 d 4 h')
})

it('tells an age and a duration shortly', () => {
  expect([8_000, 252_000, 11_100_000].map(formatAgeShort)).toEqual(['8 s', '4 min', '3 h'])
  expect([212.4, 999, 1_000, 42_466].map(formatDuration)).toEqual(['212 ms', '999 ms', '1.0 s', '42.5 s'])
})

it('shows UTC when asked to, whatever the machine', () => {
  expect(formatClock(Date.UTC(2026, 0, 2, 23, 4, 5), 'utc')).toBe('23:04:05')
  expect(formatClock(Date.UTC(2026, 0, 2, 0, 4, 5), 'utc')).toBe('00:04:05')
})
