import type { ProducerStatus } from '@lakehouse/contracts/producer-status.ts'
import { expect, it } from 'vitest'
import { Progress } from './progress.ts'
import { Statistics } from './statistics.ts'

function statusWhile(state: ProducerStatus['state']): ProducerStatus {
  const facts = { run: 'r-1', pid: 1, target_rate: 500, cities: [], drivers: 0, zones: 0 }
  const problem = state === 'running' ? null : 'connect ECONNREFUSED'
  return { ...new Statistics(facts, 0).status(0), rate: 498.7, retries: 3, state, problem }
}

function shown(isTTY: boolean, states: readonly ProducerStatus['state'][]): string[] {
  const written: string[] = []
  const output = { isTTY, write: (text: string) => written.push(text) > 0 }
  const progress = new Progress(output)
  for (const state of states) progress.show(statusWhile(state))
  return written
}

it('rewrites one line on a terminal', () => {
  const [first, second] = shown(true, ['running', 'running'])
  expect(first?.startsWith('\r\u001b[K499 of 500 records/s, 0 sent')).toBe(true)
  expect(second).toBe(first)
})

it('writes a plain line every ten seconds elsewhere, and at once when something changes', () => {
  expect(shown(false, Array(21).fill('running'))).toHaveLength(3)
  const lines = shown(false, ['connecting', 'running', 'running', 'blocked', 'running'])
  expect(lines).toEqual([
    'waiting for Kafka: connect ECONNREFUSED\n',
    expect.stringMatching(/^499 of 500/),
    expect.stringMatching(/blocked: connect ECONNREFUSED \(3 retries\)\n$/),
    expect.stringMatching(/^499 of 500/),
  ])
})
