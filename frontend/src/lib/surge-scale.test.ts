// @vitest-environment node
import { SURGE_MAX, SURGE_MIN } from '@lakehouse/contracts/semantics.ts'
import { expect, it } from 'vitest'
import { surgeLegend, surgeStep } from './surge-scale.ts'

it.each([
  ['1.00', 0],
  ['1.01', 1],
  ['1.24', 1],
  ['1.25', 2],
  ['1.50', 3],
  ['2.00', 4],
  ['2.49', 4],
  ['2.99', 5],
  ['3.00', 6],
])('puts %s on step %i', (multiplier, step) => {
  expect(surgeStep(multiplier)).toBe(step)
})

it('covers what the jobs may compute, and no more', () => {
  expect(surgeStep(String(SURGE_MIN))).toBe(0)
  expect(surgeStep(String(SURGE_MAX))).toBe(surgeLegend.length - 1)
})
