import type { TopicName } from '@lakehouse/contracts/topics.ts'
import { expect, it } from 'vitest'
import type { OffsetRange, ReadRecord } from '../clients/kafka.ts'
import { DriverPositionsReader } from './driver-positions.ts'

const START = Date.parse('2026-01-01T00:00:00.000Z')
const iso = (ms: number) => new Date(ms).toISOString()

/** One partition; every record's offset is its place in the list. */
class FakeTopic {
  readonly log: { at: number; key: string; value: string }[] = []
  readonly reads: OffsetRange[] = []

  ping(at: number, driver: string, latitude: number, more: object = {}) {
    const value = {
      event_id: `${driver}-${at}`,
      driver_id: driver,
      city: 'c',
      zone_id: 'z',
      latitude,
      longitude: 1,
      status: 'AVAILABLE',
      event_time: iso(at),
      ...more,
    }
    this.log.push({ at, key: driver, value: JSON.stringify(value) })
  }
  ends = async (_: TopicName) => [{ partition: 0, low: 0n, high: BigInt(this.log.length) }]
  offsetsAt = async (_: TopicName, time: Date) => {
    const index = this.log.findIndex(({ at }) => at >= time.getTime())
    return new Map([[0, BigInt(index < 0 ? this.log.length : index)]])
  }
  read = async (_: TopicName, ranges: readonly OffsetRange[]): Promise<ReadRecord[]> => {
    this.reads.push(...ranges)
    const [range] = ranges
    return this.log.slice(Number(range?.from), Number(range?.until)).map(({ key, value }) => ({
      partition: 0,
      message: { key: Buffer.from(key), value: Buffer.from(value) } as ReadRecord['message'],
    }))
  }
}

it('gives each driver of the city where it was last, by event time, heartbeats and dead letters left out', async () => {
  const topic = new FakeTopic()
  topic.ping(START, 'a', 2)
  topic.ping(START - 1_000, 'a', 1)
  topic.ping(START, 'b', 3, { city: 'elsewhere' })
  topic.log.push({ at: START, key: '__heartbeat', value: '{}' }, { at: START, key: 'x', value: '{"driver_id":' })
  const positions = await new DriverPositionsReader(topic, () => START + 1_000).of('c', null)
  expect(positions.drivers).toEqual([
    { driver_id: 'a', zone_id: 'z', latitude: 2, longitude: 1, status: 'AVAILABLE', event_time: iso(START) },
  ])
  expect(positions).toMatchObject({ cities: ['c', 'elsewhere'], complete: true, newest_event_time: iso(START) })
})

it('reads on from where it was, and forgets who is silent', async () => {
  const topic = new FakeTopic()
  let now = START
  const reader = new DriverPositionsReader(topic, () => now, 0)
  topic.ping(START - 1_000, 'a', 1)
  await reader.of('c', null)
  now += 10_000
  topic.ping(now, 'b', 5)
  const both = await reader.of('c', null)
  expect(both.drivers.map(({ driver_id }) => driver_id)).toEqual(['a', 'b'])
  expect(topic.reads.map(({ from, until }) => [from, until])).toEqual([
    [0n, 1n],
    [1n, 2n],
  ])
})

it('takes the newest of too many records and says that some are missing', async () => {
  const topic = new FakeTopic()
  for (let index = 0; index < 7_000; index += 1) topic.ping(START, `d${index}`, 1)
  const positions = await new DriverPositionsReader(topic, () => START).of('c', null)
  expect(positions.complete).toBe(false)
  expect(positions.drivers).toHaveLength(6_000)
})

it('shows a moment of the past from what Kafka keeps', async () => {
  const topic = new FakeTopic()
  topic.ping(START, 'a', 1)
  topic.ping(START + 5_000, 'a', 2)
  topic.ping(START + 10_000, 'a', 3)
  const reader = new DriverPositionsReader(topic, () => START + 60_000)
  const then = await reader.of('c', new Date(START + 7_000))
  expect(then.drivers.map(({ latitude }) => latitude)).toEqual([2])
  expect(then.until).toBe(iso(START + 7_000))
})
