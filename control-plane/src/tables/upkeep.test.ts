import { expect, it } from 'vitest'
import { restAfter } from './upkeep.ts'

it('rests three times as long as it worked when a quarter of the time is its', () => {
  expect(restAfter(10_000, 0.25)).toBe(30_000)
  expect(restAfter(10_000, 1)).toBe(0)
})
