import { expect, it } from 'vitest'
import { RecordRate } from './record-rate.ts'

it('knows no rate at the first look, then records per second since the look before', () => {
  const rate = new RecordRate()
  expect(rate.next(1_000n, 0)).toBeNull()
  expect(rate.next(3_000n, 2_000)).toBe(1_000)
  expect(rate.next(3_100n, 2_100)).toBe(1_000)
  expect(rate.next(3_500n, 3_000)).toBe(500)
})
