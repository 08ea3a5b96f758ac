// @vitest-environment node
import { expect, it } from 'vitest'
import { formatAge, formatClock } from './time.ts'

it('tells ages in two units at most', () => {
  expect(formatAge(-3_000)).toBe('0 s')
  expect(formatAge(59_999)).toBe('59 s')
  expect(formatAge(252_000)).toBe('4 min 12 s')
  expect(formatAge(11_100_000)).toBe('3 h 5 min')
  expect(formatAge(187_200_000)).toBe('2 d 4 h')
})

it('shows UTC when asked to, whatever the machine', () => {
  expect(formatClock(Date.UTC(2026, 0, 2, 23, 4, 5), 'utc')).toBe('23:04:05')
  expect(formatClock(Date.UTC(2026, 0, 2, 0, 4, 5), 'utc')).toBe('00:04:05')
})
