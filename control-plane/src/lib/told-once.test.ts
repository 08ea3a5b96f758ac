import { expect, it } from 'vitest'
import { ToldOnce } from './told-once.ts'

it('tells a problem when it comes, when another takes its place, and when it comes again', async () => {
  const told: string[] = []
  const attempts = new ToldOnce((problem) => told.push(problem))
  for (const problem of ['down', 'down', 'slow', null, 'slow']) {
    await attempts.attempt(async () => {
      if (problem !== null) throw new Error(problem)
    })
  }
  expect(told).toEqual(['down', 'slow', 'slow'])
})
