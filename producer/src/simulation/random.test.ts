import { expect, it } from 'vitest'
import { Random } from './random.ts'

const draw = (seed: number, stream: string): number[] => {
  const random = new Random(seed, stream)
  return Array.from({ length: 20_000 }, () => random.next())
}

it('repeats itself for the same seed and stream only', () => {
  expect(draw(1, 'a')).toEqual(draw(1, 'a'))
  expect(draw(1, 'a')).not.toEqual(draw(2, 'a'))
  expect(draw(1, 'a')).not.toEqual(draw(1, 'b'))
})

it('is spread evenly from 0 to 1', () => {
  const tenths = Map.groupBy(draw(3, 'a'), (value) => Math.floor(value * 10))
  expect([...tenths.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  for (const values of tenths.values()) expect(Math.abs(values.length - 2_000)).toBeLessThan(200)
})

it('waits as long as asked on average', () => {
  const random = new Random(4, 'a')
  const waits = Array.from({ length: 20_000 }, () => random.exponential(50))
  expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length).toBeCloseTo(50, -1)
})
