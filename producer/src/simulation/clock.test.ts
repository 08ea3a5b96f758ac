import fc from 'fast-check'
import { expect, it } from 'vitest'
import { affordableStep, SimulationClock } from './clock.ts'

it('simulates all the time that passes while it is asked often enough', () => {
  const clock = new SimulationClock(1_000)
  expect(clock.step(1_100, 500)).toEqual({ skipped: 0, elapsed: 100 })
  expect(clock.step(1_600, 500)).toEqual({ skipped: 0, elapsed: 500 })
})

it('skips what exceeds one step', () => {
  const clock = new SimulationClock(1_000)
  expect(clock.step(9_000, 500)).toEqual({ skipped: 7_500, elapsed: 500 })
})

it('never goes back and never runs ahead, whatever the wall clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e6 })), (readings) => {
      const clock = new SimulationClock(500)
      let time = 500
      for (const [index, now] of readings.entries()) {
        const { skipped, elapsed } = clock.step(now, 1_000)
        expect(Math.min(skipped, elapsed)).toBeGreaterThanOrEqual(0)
        time += skipped + elapsed
        expect(time).toBe(Math.max(500, ...readings.slice(0, index + 1)))
      }
    }),
  )
})

it('makes steps smaller the longer Kafka takes for them, and no smaller than a batch', () => {
  const bounds = { shortest: 100, longest: 1_000 }
  expect(affordableStep(100, 20, bounds)).toBe(1_000)
  expect(affordableStep(1_000, 1_000, bounds)).toBe(1_000)
  expect(affordableStep(1_000, 4_000, bounds)).toBe(250)
  expect(affordableStep(250, 1_000, bounds)).toBe(250)
  expect(affordableStep(100, 30_000, bounds)).toBe(100)
  expect(affordableStep(0, 0, bounds)).toBe(100)
})
