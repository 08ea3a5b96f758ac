// @vitest-environment node
import { expect, it } from 'vitest'
import { isBlank, onEvenSteps, onTimeGrid, timeTicks } from './time-grid.ts'

it('leaves a gap where a window is missing', () => {
  const points = onTimeGrid(
    { from: 1, to: 40, step: 10 },
    ['a', 'b'],
    [
      { at: 10, series: 'a', value: 1 },
      { at: 30, series: 'a', value: 0 },
      { at: 30, series: 'b', value: 2 },
      { at: 90, series: 'a', value: 9 },
    ],
  )
  expect(points).toEqual([
    { at: 10, a: 1, b: null },
    { at: 20, a: null, b: null },
    { at: 30, a: 0, b: 2 },
    { at: 40, a: null, b: null },
  ])
})

it('spans its own items, with null for those that are missing or unknown', () => {
  const items = [
    { at: 30, value: '3' },
    { at: 10, value: '1' },
    { at: 50, value: null },
  ]
  expect(onEvenSteps(items, 10, (item) => item.value)).toEqual([1, null, 3, null, null])
  expect(onEvenSteps([], 10, () => null)).toEqual([])
})

it('is blank where nothing falls into the span, and not where a value is zero', () => {
  const span = { from: 0, to: 20, step: 10 }
  expect(isBlank(onTimeGrid(span, ['a'], [{ at: 90, series: 'a', value: 1 }]))).toBe(true)
  expect(isBlank(onTimeGrid(span, ['a'], [{ at: 10, series: 'a', value: 0 }]))).toBe(false)
  expect(isBlank([])).toBe(true)
})

it('labels round minutes, seven at most', () => {
  const minute = 60_000
  const hour = onTimeGrid({ from: 0, to: 60 * minute, step: 10_000 }, [], [])
  const ticks = timeTicks(hour)
  expect(ticks.length).toBeLessThanOrEqual(7)
  expect(ticks.every((at) => at % (10 * minute) === 0)).toBe(true)
})
