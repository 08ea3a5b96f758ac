import { expect, it } from 'vitest'
import { Limited } from './limited.ts'

it.each([1, 3])('runs %d at a time, in order, failures or not', async (atATime) => {
  const limited = new Limited(atATime)
  const order: number[] = []
  let running = 0
  let most = 0
  const work = (number: number) =>
    limited.run(async () => {
      order.push(number)
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      if (number % 2 === 0) throw new Error('even')
    })
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, number) => work(number)))
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(most).toBe(atATime)
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(5)
})
