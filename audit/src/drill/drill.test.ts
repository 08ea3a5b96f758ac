import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { classify } from '../oracle/classify.ts'
import { chosenDrills, drills } from './catalogue.ts'
import { fuzzRecord } from './malform.ts'
import { SeededRandom } from './random.ts'
import { processTree } from './services.ts'

describe('chosenDrills', () => {
  it('takes names, groups and all, each drill once', () => {
    expect(chosenDrills(['all', 'kill-kafka'])).toEqual(drills)
    expect(chosenDrills(['pause', 'fuzz']).every(({ group }) => group !== 'kill')).toBe(true)
    expect(chosenDrills(['kill-minio']).map(({ service }) => service)).toEqual(['minio'])
  })

  it('refuses what it does not know', () => {
    expect(() => chosenDrills(['kill-everything'])).toThrowError('kill-everything')
  })
})

describe('SeededRandom', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    const numbers = (seed: string) =>
      Array.from(
        { length: 5 },
        (
          (random) => () =>
            random.next()
        )(new SeededRandom(seed)),
      )
    expect(numbers('kill-kafka 1')).toEqual(numbers('kill-kafka 1'))
    expect(numbers('kill-kafka 1')).not.toEqual(numbers('kill-kafka 2'))
  })

  it('spreads over the whole range', () => {
    const random = new SeededRandom('x')
    const seen = new Set(Array.from({ length: 1_000 }, () => random.below(10)))
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})

it('fuzz records are of every kind: on time, late and many sorts of dead letters, never a heartbeat', () => {
  const now = Date.parse('2026-03-01T12:00:00.000Z')
  const random = new SeededRandom('fuzz')
  const kinds = new Map<string, number>()
  for (let i = 0; i < 3_000; i += 1) {
    const { topic, key, value } = fuzzRecord(`f${i}`, random, now)
    const what = classify({ topic, partition: 0, offset: i, kafkaTime: now + 20, key, value })
    const kind =
      what.kind === 'dead letter' ? what.reason.replace(/\d+/g, 'n') : 'late' in what && what.late ? 'late' : what.kind
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  expect(kinds.get('heartbeat')).toBeUndefined()
  for (const kind of ['ride', 'ping', 'late', 'null value', 'not UTF-n', 'not JSON', 'event_time in the future']) {
    expect(kinds.get(kind), kind).toBeGreaterThan(20)
  }
  expect(kinds.size).toBeGreaterThan(25)
})

it('no two fuzz records that are valid bear one event_id, driver or ride', () => {
  const random = new SeededRandom('ids')
  const seen = new Set<string>()
  let valid = 0
  for (let i = 0; i < 4_000; i += 1) {
    const { topic, key, value } = fuzzRecord(`f-${random.below(2 ** 32)}`, random, 0)
    const what = classify({ topic, partition: 0, offset: i, kafkaTime: 20, key, value })
    if (what.kind !== 'ride' && what.kind !== 'ping') continue
    valid += 1
    seen.add(`event ${what.event.event_id}`)
    seen.add(what.kind === 'ride' ? `ride ${what.event.ride_id}` : `driver ${what.event.driver_id}`)
  }
  expect(valid).toBeGreaterThan(1_000)
  expect(seen.size).toBe(2 * valid)
})

it('finds the children of a process, and nothing once it has ended', async () => {
  const parent = spawn('sh', ['-c', 'sleep 30 & sleep 30; true'])
  const pid = parent.pid ?? 0
  await expect.poll(() => processTree(pid).length).toBeGreaterThanOrEqual(3)
  const ended = new Promise((resolve) => parent.once('exit', resolve))
  for (const member of processTree(pid).reverse()) process.kill(member, 'SIGKILL')
  await ended
  expect(processTree(pid)).toEqual([])
})
