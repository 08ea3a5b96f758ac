// @vitest-environment node
import { expect, it } from 'vitest'
import { pollDelay } from './delay.ts'

const seeds = Array.from({ length: 200 }, (_, seed) => `query:${seed}`)

it('stays within 10 % of the interval and spreads', () => {
  const delays = seeds.map((seed) => pollDelay(2_000, 0, seed))
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(1_800)
  expect(Math.max(...delays)).toBeLessThanOrEqual(2_200)
  expect(new Set(delays).size).toBeGreaterThan(100)
})

it('gives the same delay for the same poll, or a timer would start anew at each render', () => {
  expect(pollDelay(2_000, 0, 'zone_surge:7:0')).toBe(pollDelay(2_000, 0, 'zone_surge:7:0'))
})

it('doubles with each failure in a row, up to 30 s', () => {
  const delays = [1, 2, 3, 4, 9].map((failures) => pollDelay(2_000, failures, 'x') / pollDelay(2_000, 0, 'x'))
  expect(delays.map((delay) => Math.round(delay))).toEqual([2, 4, 8, 15, 15])
})

it('never asks sooner after a failure than the interval', () => {
  expect(pollDelay(60_000, 3, 'x')).toBeGreaterThanOrEqual(54_000)
})
