import { describe, expect, it } from 'vitest'
import { ChangingCount } from './changing-count.ts'

describe('the rate of a total that is renewed every 10 s and looked at every 5 s', () => {
  it('goes from change to change, however often it is looked at', () => {
    const count = new ChangingCount()
    const looks: [number, number][] = [
      [0, 100],
      [5_000, 1_100],
      [10_000, 1_100],
      [15_000, 2_100],
      [20_000, 2_100],
    ]
    expect(looks.map(([at, value]) => count.next(value, at))).toEqual([null, null, null, 100, 100])
  })

  it('is 0 once it has not changed for longer than a renewal takes', () => {
    const count = new ChangingCount()
    count.next(5, 0)
    expect(count.next(5, 20_000)).toBeNull()
    expect(count.next(5, 26_000)).toBe(0)
  })

  it('begins anew when the task counts from zero again', () => {
    const count = new ChangingCount()
    for (const [at, value] of [
      [0, 0],
      [5_000, 500],
      [15_000, 1_500],
    ] as const)
      count.next(value, at)
    expect(count.next(20, 20_000)).toBeNull()
    expect(count.next(40, 25_000)).toBeNull()
    expect(count.next(60, 35_000)).toBe(2)
  })
})
