import { setTimeout as sleep } from 'node:timers/promises'
import { type TopicName, topicNames } from '@lakehouse/contracts/topics.ts'
import type { Admin, Consumer, Kafka, KafkaMessage } from 'kafkajs'
import { Limited } from '../lib/limited.ts'
import { discard, kafkaAt, kafkaFailure } from './kafka-connection.ts'

export interface PartitionEnds {
  readonly partition: number
  readonly low: bigint
  /** The offset that the next record will get. */
  readonly high: bigint
}

/** Offsets of one partition: `from` included, `until` not. */
export interface OffsetRange {
  readonly partition: number
  readonly from: bigint
  readonly until: bigint
}

export interface ReadRecord {
  readonly partition: number
  readonly message: KafkaMessage
}

/** An idle kafkajs consumer wakes this often; it bounds both its idle cost and how soon a read begins. */
const IDLE_WAIT_MS = 200
/** One fetch brings at most this much, unless a single record batch is larger. */
const FETCH_BYTES = 1024 * 1024
const PARTITION_BYTES = 256 * 1024

/**
 * Reads chosen pieces of the two topics. One consumer stays in its group of one, paused: a read seeks, resumes,
 * collects and pauses again, so that what nobody looks at costs nothing, at any event rate.
 */
export class KafkaReader {
  readonly #broker: string
  readonly #kafka: Kafka
  #admin: Admin | undefined
  #consumer: Promise<Consumer> | undefined
  readonly #reads = new Limited(1)
  #collect: ((topic: string, record: ReadRecord) => void) | undefined

  constructor(broker: string) {
    this.#broker = broker
    this.#kafka = kafkaAt(broker, { retries: 1, initialRetryTime: 200 })
  }

  /** First and next offset of every partition. */
  async ends(topic: TopicName): Promise<PartitionEnds[]> {
    const offsets = await this.#asked(`offsets of ${topic}`, (admin) => admin.fetchTopicOffsets(topic))
    return offsets
      .map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }))
      .sort((a, b) => a.partition - b.partition)
  }

  /** In each partition, the offset of the first record whose Kafka timestamp is at or after `time`; its end if none. */
  async offsetsAt(topic: TopicName, time: Date): Promise<ReadonlyMap<number, bigint>> {
    const find = (admin: Admin) => admin.fetchTopicOffsetsByTimestamp(topic, time.getTime())
    const offsets = await this.#asked(`offsets of ${topic} by time`, find)
    return new Map(offsets.map(({ partition, offset }) => [partition, BigInt(offset)]))
  }

  /**
   * The records in these ranges, in no order across partitions. Past the deadline it gives what it has.
   * @throws {Failure} when Kafka cannot be reached.
   */
  read(topic: TopicName, ranges: readonly OffsetRange[], deadlineMs: number): Promise<ReadRecord[]> {
    const wanted = ranges.filter(({ from, until }) => from < until)
    if (wanted.length === 0) return Promise.resolve([])
    return this.#reads.run(() => this.#readNow(topic, wanted, deadlineMs))
  }

  async close(): Promise<void> {
    const consumer = await this.#consumer?.catch(() => undefined)
    await Promise.all([consumer?.disconnect(), this.#admin?.disconnect()])
  }

  async #readNow(topic: TopicName, ranges: readonly OffsetRange[], deadlineMs: number): Promise<ReadRecord[]> {
    const consumer = await this.#reading()
    const records: ReadRecord[] = []
    const missing = new Map(ranges.map((range) => [range.partition, range]))
    const pause = (partition: number) => consumer.pause([{ topic, partitions: [partition] }])
    const done = new Promise<void>((resolve) => {
      this.#collect = (from, record) => {
        const range = from === topic ? missing.get(record.partition) : undefined
        if (range === undefined) return
        const offset = BigInt(record.message.offset)
        if (offset >= range.from && offset < range.until) records.push(record)
        if (offset < range.until - 1n) return
        missing.delete(record.partition)
        pause(record.partition)
        if (missing.size === 0) resolve()
      }
    })
    for (const { partition, from } of ranges) {
      consumer.seek({ topic, partition, offset: String(from) })
      consumer.resume([{ topic, partitions: [partition] }])
    }
    const expired = new AbortController()
    await Promise.race([done, sleep(deadlineMs, undefined, { signal: expired.signal }).catch(() => undefined)])
    expired.abort()
    this.#collect = undefined
    for (const partition of missing.keys()) pause(partition)
    return records
  }

  /** The consumer, as a member of its group and paused. */
  #reading(): Promise<Consumer> {
    this.#consumer ??= this.#join().catch((error) => {
      this.#consumer = undefined
      throw kafkaFailure(this.#broker, 'for a consumer', error)
    })
    return this.#consumer
  }

  async #join(): Promise<Consumer> {
    const consumer = this.#kafka.consumer({
      // A group of its own for each: a former one that was killed would hold its partitions for a while.
      groupId: `lakehouse-control-plane-${process.pid}-${Date.now()}`,
      maxWaitTimeInMs: IDLE_WAIT_MS,
      maxBytes: FETCH_BYTES,
      maxBytesPerPartition: PARTITION_BYTES,
      retry: { retries: 2, restartOnFailure: async () => false },
    })
    let crash: Error | undefined
    consumer.on('consumer.crash', ({ payload }) => {
      crash = payload.error
      this.#consumer = undefined
      discard(consumer)
    })
    try {
      await consumer.connect()
      await consumer.subscribe({ topics: [...topicNames] })
      await consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch, pause }) => {
          const collect = this.#collect
          // Nobody is reading: a partition that should be paused is not (new, or the group was joined anew).
          if (collect === undefined) pause()
          else for (const message of batch.messages) collect(batch.topic, { partition: batch.partition, message })
        },
      })
      // `run` ends when the group is joined, and also when that failed: then only the event tells.
      if (crash !== undefined) throw crash
      for (const topic of topicNames) {
        const partitions = (await this.ends(topic)).map(({ partition }) => partition)
        consumer.pause([{ topic, partitions }])
      }
      return consumer
    } catch (error) {
      discard(consumer)
      throw error
    }
  }

  async #asked<T>(what: string, ask: (admin: Admin) => Promise<T>): Promise<T> {
    this.#admin ??= this.#kafka.admin()
    const admin = this.#admin
    try {
      await admin.connect()
      return await ask(admin)
    } catch (cause) {
      if (this.#admin === admin) this.#admin = undefined
      discard(admin)
      throw kafkaFailure(this.#broker, `for ${what}`, cause)
    }
  }
}
