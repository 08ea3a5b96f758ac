import { randomUUID } from 'node:crypto'
import type { TopicName } from '@lakehouse/contracts/topics.ts'
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs'
import { PartitionQueue, takeMerged } from './kafka-merge.ts'
import type { KafkaRecord } from './oracle/record.ts'

/** Records of one partition, `from` inclusive, `to` exclusive. */
export interface PartitionRange {
  readonly topic: TopicName
  readonly partition: number
  readonly from: number
  readonly to: number
}

const QUEUE_HIGH = 40_000
const QUEUE_LOW = 10_000
const BATCH = 10_000
const SILENCE_DEADLINE_MS = 60_000

interface Lane {
  readonly range: PartitionRange
  readonly queue: PartitionQueue
  next: number
  paused: boolean
}

/** Every partition's first and end offset now. `from` above 0: retention has cut the beginning off. */
export async function offsetsNow(kafka: Kafka, topicNames: readonly TopicName[]): Promise<PartitionRange[]> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const ranges: PartitionRange[] = []
    for (const topic of topicNames) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        ranges.push({ topic, partition, from: Number(low), to: Number(high) })
      }
    }
    return ranges.sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition)
  } finally {
    await admin.disconnect()
  }
}

/** The same ranges, but each ending before the first record whose Kafka time is `time` (milliseconds since 1970) or later. */
export async function endingBefore(
  kafka: Kafka,
  ranges: readonly PartitionRange[],
  time: number,
): Promise<PartitionRange[]> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const ends = new Map<string, number>()
    for (const topic of new Set(ranges.map((range) => range.topic))) {
      for (const { partition, offset } of await admin.fetchTopicOffsetsByTimestamp(topic, time)) {
        ends.set(`${topic}-${partition}`, Number(offset))
      }
    }
    return ranges.map((range) => ({
      ...range,
      to: Math.max(range.from, Math.min(range.to, ends.get(`${range.topic}-${range.partition}`) ?? range.to)),
    }))
  } finally {
    await admin.disconnect()
  }
}

/**
 * The records of the ranges, merged in the order of their Kafka time; within a partition by offset. Reads through a
 * consumer group of its own that commits nothing and is deleted afterwards.
 * @throws {Error} when retention cuts into a range while it is read, or Kafka gives nothing for a minute.
 */
export async function* readRecords(kafka: Kafka, ranges: readonly PartitionRange[]): AsyncGenerator<KafkaRecord[]> {
  const lanes = ranges.map((range): Lane => {
    const queue = new PartitionQueue()
    queue.complete = range.from >= range.to
    return { range, queue, next: range.from, paused: false }
  })
  if (lanes.every((lane) => lane.queue.complete)) return
  const groupId = `audit-${randomUUID()}`
  const consumer = kafka.consumer({
    groupId,
    maxBytesPerPartition: 4 * 1024 * 1024,
    maxBytes: 32 * 1024 * 1024,
    maxWaitTimeInMs: 100,
    sessionTimeout: 60_000,
  })
  const arrivals = new Arrivals()
  consumer.on(consumer.events.CRASH, ({ payload }) => arrivals.fail(payload.error))
  try {
    await start(consumer, lanes, arrivals)
    yield* merge(consumer, lanes, arrivals)
  } finally {
    await consumer.disconnect()
    await deleteGroup(kafka, groupId)
  }
}

async function start(consumer: Consumer, lanes: readonly Lane[], arrivals: Arrivals): Promise<void> {
  await consumer.connect()
  await consumer.subscribe({ topics: [...new Set(lanes.map((lane) => lane.range.topic))], fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatch: async (payload) => {
      const { topic, partition } = payload.batch
      const lane = lanes.find(({ range }) => range.topic === topic && range.partition === partition)
      if (lane === undefined) payload.pause()
      else accept(lane, payload, arrivals)
    },
  })
  for (const { range } of lanes) consumer.seek({ ...range, offset: String(range.from) })
}

function accept(lane: Lane, { batch, pause }: EachBatchPayload, arrivals: Arrivals): void {
  const { topic, partition, to } = lane.range
  const records: KafkaRecord[] = []
  for (const message of batch.messages) {
    const offset = Number(message.offset)
    // A batch fetched before the seek took effect holds other offsets.
    if (offset < lane.next || offset >= to) continue
    if (offset > lane.next && lane.next === lane.range.from) {
      arrivals.fail(
        new Error(`retention cut ${topic}-${partition} at offset ${lane.next} while it was read; try again`),
      )
    }
    lane.next = offset + 1
    const { key, value, timestamp } = message
    records.push({ topic, partition, offset, kafkaTime: Number(timestamp), key, value })
  }
  lane.queue.push(records)
  lane.queue.complete = lane.next >= to
  if (lane.queue.complete || lane.queue.size >= QUEUE_HIGH) {
    pause()
    lane.paused = true
  }
  arrivals.notify()
}

async function* merge(consumer: Consumer, lanes: readonly Lane[], arrivals: Arrivals): AsyncGenerator<KafkaRecord[]> {
  const queues = lanes.map((lane) => lane.queue)
  while (queues.some((queue) => !queue.complete || queue.size > 0)) {
    const records = takeMerged(queues, BATCH)
    for (const lane of lanes) {
      if (!lane.paused || lane.queue.complete || lane.queue.size > QUEUE_LOW) continue
      consumer.resume([{ topic: lane.range.topic, partitions: [lane.range.partition] }])
      lane.paused = false
    }
    if (records.length > 0) yield records
    else await arrivals.next(SILENCE_DEADLINE_MS, () => `Kafka: ${missing(lanes)}`)
  }
}

function missing(lanes: readonly Lane[]): string {
  const waiting = lanes.filter((lane) => !lane.queue.complete && lane.queue.size === 0)
  return waiting.map(({ range, next }) => `${range.topic}-${range.partition} from ${next} to ${range.to}`).join(', ')
}

async function deleteGroup(kafka: Kafka, groupId: string): Promise<void> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    await admin.deleteGroups([groupId])
  } finally {
    await admin.disconnect()
  }
}

/** Lets one reader wait until something has arrived since it last looked. */
class Arrivals {
  #arrived = false
  #error: Error | null = null
  #wake: () => void = () => undefined

  notify(): void {
    this.#arrived = true
    this.#wake()
  }

  fail(error: Error): void {
    this.#error ??= error
    this.#wake()
  }

  /** @throws {Error} what `fail` was told, or naming what was awaited when the deadline passes. */
  async next(deadlineMs: number, awaited: () => string): Promise<void> {
    if (!this.#arrived && this.#error === null) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      const timer = setTimeout(resolve, deadlineMs)
      await promise
      clearTimeout(timer)
    }
    if (this.#error !== null) throw this.#error
    if (!this.#arrived) throw new Error(`nothing came for ${deadlineMs / 1_000} s while reading ${awaited()}`)
    this.#arrived = false
  }
}
