import { setTimeout as sleep } from 'node:timers/promises'
import { topics } from '@lakehouse/contracts/topics.ts'
import { expect, it } from 'vitest'
import { Heartbeat } from './heartbeat.ts'
import { produce } from './produce.ts'
import type { AcknowledgedBatch } from './publisher.ts'
import { cities } from './simulation/city.ts'
import { type FaultShares, Faults, type OutgoingRecord } from './simulation/faults.ts'
import { Random } from './simulation/random.ts'
import { World } from './simulation/world.ts'
import { Statistics } from './statistics.ts'

const topic = topics.driverLocations.name

/** A publisher whose Kafka takes this long for each batch; ends the production after `batches`. */
class TestingPublisher {
  readonly sent: { readonly records: readonly OutgoingRecord[]; readonly startedAt: number }[] = []
  readonly stop = new AbortController()
  readonly #delays: number[]

  constructor(delays: readonly number[]) {
    this.#delays = [...delays]
  }

  async *send(records: readonly OutgoingRecord[]): AsyncGenerator<AcknowledgedBatch[]> {
    this.sent.push({ records, startedAt: Date.now() })
    await sleep(this.#delays.shift() ?? 0)
    if (this.#delays.length === 0) this.stop.abort()
    yield [{ topic, partition: 0, firstOffset: 0, kafkaTime: Date.now(), records }]
  }
}

async function run(delays: readonly number[], shares: FaultShares) {
  const startedAt = Date.now()
  const world = new World({ seed: 1, startedAt, rate: 200, cities })
  const publisher = new TestingPublisher(delays)
  const ledger: AcknowledgedBatch[] = []
  const facts = { run: world.run, pid: 1, target_rate: 200, cities: [], drivers: 0, zones: 0 }
  const statistics = new Statistics(facts, startedAt)
  const production = {
    world,
    faults: new Faults(shares, new Random(1, 'faults')),
    heartbeat: new Heartbeat(new Map([[topic, 1]])),
    publisher,
    ledger: { append: (batches: readonly AcknowledgedBatch[]) => void ledger.push(...batches) },
    statistics,
    startedAt,
  }
  await produce(production, publisher.stop.signal, new AbortController().signal)
  return { publisher, ledger, status: statistics.status(Date.now()) }
}

const eventTimes = (records: readonly OutgoingRecord[]): number[] =>
  records.filter(({ kind }) => kind !== 'heartbeat').map(({ time }) => time)

it('makes no events while Kafka is slow, and none that are late', async () => {
  const shares = { late: 0, outOfOrder: 0, duplicates: 0, malformed: 0 }
  const { publisher, status } = await run([0, 1_600, 0, 0], shares)
  for (const { records, startedAt } of publisher.sent) {
    const times = eventTimes(records)
    expect(Math.max(0, ...times)).toBeLessThanOrEqual(startedAt)
    expect(Math.max(...times, 0) - Math.min(...times, Number.POSITIVE_INFINITY)).toBeLessThan(1_000)
  }
  expect(status.skipped_ms).toBeGreaterThanOrEqual(500)
  expect(status.delayed).toBe(0)
})

it('sends what is held back before it ends, and writes down what was acknowledged', async () => {
  const shares = { late: 1, outOfOrder: 0, duplicates: 0, malformed: 0 }
  const { publisher, ledger, status } = await run([0, 0, 300, 0, 0], shares)
  const [last, ...earlier] = publisher.sent.toReversed()
  expect(earlier.flatMap(({ records }) => eventTimes(records))).toEqual([])
  expect(eventTimes(last?.records ?? []).length).toBeGreaterThan(50)
  expect(ledger.map(({ records }) => records)).toEqual(publisher.sent.map(({ records }) => records))
  expect(status.acknowledged.event).toBe(last?.records.length)
})
