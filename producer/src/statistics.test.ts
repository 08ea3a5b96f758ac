import { producerStatus } from '@lakehouse/contracts/producer-status.ts'
import { describe, expect, it } from 'vitest'
import type { AcknowledgedBatch } from './publisher.ts'
import { Statistics } from './statistics.ts'

const facts = { run: 'r-1', pid: 1, target_rate: 100, cities: ['Miami'], drivers: 470, zones: 15 }
const startedAt = Date.UTC(2026, 10, 21, 14)

function batch(kind: AcknowledgedBatch['records'][number]['kind'], count: number, delay = 0): AcknowledgedBatch {
  const record = { topic: 'ride_events', key: 'k', value: '{}', kind, number: 1, time: startedAt } as const
  const kafkaTime = startedAt + delay
  return { topic: 'ride_events', partition: 0, firstOffset: 0, kafkaTime, records: Array(count).fill(record) }
}

describe('Statistics', () => {
  it('counts by kind and tells the rate of the last ten whole seconds, heartbeats left out', () => {
    const statistics = new Statistics(facts, startedAt)
    statistics.connected(startedAt)
    for (let second = 0; second < 30; second++) {
      statistics.acknowledged(
        [batch('event', second < 20 ? 50 : 99), batch('late', 1), batch('heartbeat', 8)],
        startedAt + second * 1_000,
      )
    }
    const status = producerStatus.parse(statistics.status(startedAt + 30_500))
    expect(status.rate).toBe(100)
    expect(status.acknowledged).toMatchObject({ event: 20 * 50 + 10 * 99, late: 30, heartbeat: 240 })
    expect(status).toMatchObject({ state: 'running', problem: null, sessions: 1 })
  })

  it('counts events that Kafka got late though they were not meant to be', () => {
    const statistics = new Statistics(facts, startedAt)
    statistics.acknowledged([batch('event', 3, 5_000), batch('event', 2, 5_001), batch('late', 7, 60_000)], startedAt)
    expect(statistics.status(startedAt).delayed).toBe(2)
  })

  it('is blocked when Kafka says nothing, though heartbeats are due every second', () => {
    const statistics = new Statistics(facts, startedAt)
    statistics.acknowledged([batch('heartbeat', 8)], startedAt)
    expect(statistics.status(startedAt + 3_000)).toMatchObject({ state: 'running', problem: null })
    const silent = { state: 'blocked', problem: 'Kafka has not answered for 4 s' }
    expect(statistics.status(startedAt + 4_900)).toMatchObject(silent)
    statistics.acknowledged([batch('heartbeat', 8)], startedAt + 5_000)
    expect(statistics.status(startedAt + 5_000)).toMatchObject({ state: 'running', problem: null })
  })

  it('is blocked from a failure until the next acknowledgement', () => {
    const statistics = new Statistics(facts, startedAt)
    statistics.failed(new Error('refused'))
    expect(statistics.status(startedAt)).toMatchObject({ state: 'connecting', problem: 'refused' })
    statistics.connected(startedAt)
    statistics.failed(new Error('refused'))
    expect(statistics.status(startedAt)).toMatchObject({ state: 'blocked', problem: 'refused', retries: 2 })
    statistics.acknowledged([batch('event', 1)], startedAt)
    expect(statistics.status(startedAt)).toMatchObject({ state: 'running', problem: null })
  })
})
