import { expect, test } from 'vitest'
import { untilHung } from './liveness.ts'

const never = new AbortController().signal
const policy = { everyMs: 1, patienceMs: 200 }

test('a service that fails for longer than it may is hung, and its last answer is told', async () => {
  const check = async () => {
    throw new Error('no leader')
  }
  const began = performance.now()
  expect(await untilHung(check, policy, never)).toBe('no leader')
  expect(performance.now() - began).toBeGreaterThanOrEqual(policy.patienceMs)
})

test('one answer in between, and the patience begins anew', async () => {
  let attempts = 0
  let answered = 0
  const check = async () => {
    attempts += 1
    if (attempts !== 3) throw new Error('busy')
    answered = performance.now()
  }
  await untilHung(check, policy, never)
  expect(performance.now() - answered).toBeGreaterThanOrEqual(policy.patienceMs)
})

test('ends without an answer when the process has ended', async () => {
  const over = new AbortController()
  const check = async () => {
    over.abort()
    throw new Error('connection refused')
  }
  expect(await untilHung(check, { everyMs: 1, patienceMs: 0 }, over.signal)).toBeUndefined()
})
