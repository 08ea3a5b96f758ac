import { setTimeout as sleep } from 'node:timers/promises'
import { kafkaClient } from '@lakehouse/contracts/kafka-client.ts'
import { type TopicName, topicNames } from '@lakehouse/contracts/topics.ts'
import { type Admin, type Consumer, type KafkaMessage, logLevel } from 'kafkajs'
import { Failure } from '../errors.ts'
import { Limited } from '../lib/limited.ts'

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

const REQUEST_TIMEOUT_MS = 5_000
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
  readonly #admin: Admin
  readonly #consumer: Consumer
  #ready: Promise<void> | undefined
  readonly #reads = new Limited(1)
  #collect: ((topic: string, record: ReadRecord) => void) | undefined

  constructor(broker: string) {
    this.#broker = broker
    const kafka = kafkaClient({
      clientId: 'lakehouse-control-plane',
      brokers: [broker],
      connectionTimeout: 2_000,
      requestTimeout: REQUEST_TIMEOUT_MS,
      retry: { retries: 1, initialRetryTime: 200 },
      // What goes wrong reaches the caller as an error; kafkajs' own lines would only repeat it.
      logLevel: logLevel.NOTHING,
    })
    this.#admin = kafka.admin()
    this.#consumer = kafka.consumer({
      // A group of its own for each process: a former one that was killed would hold its partitions for a while.
      groupId: `lakehouse-control-plane-${process.pid}-${Date.now()}`,
      maxWaitTimeInMs: IDLE_WAIT_MS,
      maxBytes: FETCH_BYTES,
      maxBytesPerPartition: PARTITION_BYTES,
      retry: { retries: 2, restartOnFailure: async () => false },
    })
    this.#consumer.on('consumer.crash', () => {
      this.#ready = undefined
    })
  }

  /** First and next offset of every partition. */
  async ends(topic: TopicName): Promise<PartitionEnds[]> {
    const offsets = await this.#asked(`offsets of ${topic}`, () => this.#admin.fetchTopicOffsets(topic))
    return offsets
      .map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }))
      .sort((a, b) => a.partition - b.partition)
  }

  /** In each partition, the offset of the first record whose Kafka timestamp is at or after `time`; its end if none. */
  async offsetsAt(topic: TopicName, time: Date): Promise<ReadonlyMap<number, bigint>> {
    const find = () => this.#admin.fetchTopicOffsetsByTimestamp(topic, time.getTime())
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
    await Promise.all([this.#consumer.disconnect(), this.#admin.disconnect()])
  }

  async #readNow(topic: TopicName, ranges: readonly OffsetRange[], deadlineMs: number): Promise<ReadRecord[]> {
    await this.#asked('a consumer', () => this.#start())
    const records: ReadRecord[] = []
    const missing = new Map(ranges.map((range) => [range.partition, range]))
    const pause = (partition: number) => this.#consumer.pause([{ topic, partitions: [partition] }])
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
      this.#consumer.seek({ topic, partition, offset: String(from) })
      this.#consumer.resume([{ topic, partitions: [partition] }])
    }
    const expired = new AbortController()
    await Promise.race([done, sleep(deadlineMs, undefined, { signal: expired.signal }).catch(() => undefined)])
    expired.abort()
    this.#collect = undefined
    for (const partition of missing.keys()) pause(partition)
    return records
  }

  #start(): Promise<void> {
    this.#ready ??= this.#join().catch((error) => {
      this.#ready = undefined
      throw error
    })
    return this.#ready
  }

  async #join(): Promise<void> {
    await this.#consumer.connect()
    await this.#consumer.subscribe({ topics: [...topicNames] })
    const joined = new Promise<void>((resolve) => {
      const stop = this.#consumer.on('consumer.group_join', () => {
        stop()
        resolve()
      })
    })
    await this.#consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch, pause }) => {
        const collect = this.#collect
        // Nobody is reading: a partition that should be paused is not (new, or the group was joined anew).
        if (collect === undefined) pause()
        else for (const message of batch.messages) collect(batch.topic, { partition: batch.partition, message })
      },
    })
    await joined
    for (const topic of topicNames) {
      const partitions = (await this.ends(topic)).map(({ partition }) => partition)
      this.#consumer.pause([{ topic, partitions }])
    }
  }

  async #asked<T>(what: string, ask: () => Promise<T>): Promise<T> {
    try {
      await this.#admin.connect()
      return await ask()
    } catch (cause) {
      throw new Failure(
        `Kafka at ${this.#broker}, asked for ${what}: ${(cause as Error).message}`,
        'Run: npm run status',
        {
          cause,
        },
      )
    }
  }
}
