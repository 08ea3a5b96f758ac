import { expect, test } from 'vitest'
import { nextRestart } from './backoff.ts'

const policy = { firstDelayMs: 100, maxDelayMs: 1_000, maxRestarts: 5, windowMs: 60_000 }
const now = 1_000_000
const ends = (count: number) => Array.from({ length: count }, (_, index) => now - index)

test.each([
  [1, 100],
  [2, 200],
  [4, 800],
  [5, 1_000],
])('after %i ends in the window the pause is %i ms', (count, delay) => {
  expect(nextRestart(policy, ends(count), now)).toBe(delay)
})

test('gives up when it ends too often', () => {
  expect(nextRestart(policy, ends(6), now)).toBe('give up')
})

test('forgets ends before the window', () => {
  expect(nextRestart(policy, [...ends(20).map((time) => time - 61_000), now], now)).toBe(100)
})
