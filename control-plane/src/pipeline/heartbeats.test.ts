import { HEARTBEAT_KEY, topicNames } from '@lakehouse/contracts/topics.ts'
import type { IHeaders } from 'kafkajs'
import { expect, it } from 'vitest'
import type { Place } from '../clients/kafka-writer.ts'
import { Heartbeats, isProducerHeartbeat } from './heartbeats.ts'

const [TOPIC, OTHER] = topicNames as [(typeof topicNames)[number], (typeof topicNames)[number]]

/** Two topics of as many partitions, in memory. */
function kafka(partitions: number) {
  const log = new Map<string, { key: string; headers: IHeaders }[]>()
  const of = ({ topic, partition }: Place) => {
    const records = log.get(`${topic}-${partition}`) ?? []
    log.set(`${topic}-${partition}`, records)
    return records
  }
  const state = { partitions, failing: false }
  return {
    state,
    of,
    reader: {
      ends: async () => Array.from({ length: state.partitions }, (_, partition) => ({ partition, low: 0n, high: 0n })),
    },
    writer: {
      append: async (places: readonly Place[], key: string, headers: IHeaders) => {
        const offsets = places.map((place) => ({ ...place, offset: BigInt(of(place).push({ key, headers }) - 1) }))
        if (state.failing) throw new Error('no answer')
        return offsets
      },
    },
    byOthers: (place: Place) => of(place).push({ key: 'a ride', headers: {} }),
  }
}

const heartbeatsOf = ({ reader, writer }: ReturnType<typeof kafka>) =>
  new Heartbeats({ reader, writer, warn: () => undefined })

it('reach every partition of both topics, soon also one that is added', async () => {
  const broker = kafka(2)
  const heartbeats = heartbeatsOf(broker)
  await heartbeats.beat(0)
  broker.state.partitions = 3
  await heartbeats.beat(1_000)
  await heartbeats.beat(61_000)
  const counts = topicNames.map((topic) => [0, 1, 2].map((partition) => broker.of({ topic, partition }).length))
  expect(counts).toEqual([
    [3, 3, 1],
    [3, 3, 1],
  ])
})

it('are told from those of the producer, and those from other records', async () => {
  const broker = kafka(1)
  await heartbeatsOf(broker).beat(0)
  const [own] = broker.of({ topic: TOPIC, partition: 0 })
  expect(own?.key).toBe(HEARTBEAT_KEY)
  expect(isProducerHeartbeat({ key: Buffer.from(own?.key ?? ''), headers: own?.headers ?? {} })).toBe(false)
  expect(isProducerHeartbeat({ key: Buffer.from(HEARTBEAT_KEY), headers: {} })).toBe(true)
  expect(isProducerHeartbeat({ key: Buffer.from('ride'), headers: {} })).toBe(false)
})

it('tell when anybody else wrote to a partition', async () => {
  const broker = kafka(2)
  const heartbeats = heartbeatsOf(broker)
  const seen = () => [0, 1].map((partition) => heartbeats.writtenAt(OTHER, partition))
  expect(seen()).toEqual([null, null])
  await heartbeats.beat(1_000)
  expect(seen()).toEqual([1_000, 1_000])
  await heartbeats.beat(2_000)
  broker.byOthers({ topic: OTHER, partition: 1 })
  await heartbeats.beat(3_000)
  await heartbeats.beat(4_000)
  expect(seen()).toEqual([1_000, 3_000])
})

it('take no silence for one of others that their own failure may have hidden', async () => {
  const broker = kafka(1)
  const heartbeats = heartbeatsOf(broker)
  await heartbeats.beat(1_000)
  broker.state.failing = true
  await expect(heartbeats.beat(2_000)).rejects.toThrow('no answer')
  expect(heartbeats.writtenAt(TOPIC, 0)).toBeNull()
  broker.state.failing = false
  await heartbeats.beat(30_000)
  await heartbeats.beat(31_000)
  expect(heartbeats.writtenAt(TOPIC, 0)).toBe(30_000)
})
