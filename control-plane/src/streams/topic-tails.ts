import type { KafkaRecord, TopicTail } from '@lakehouse/contracts/api/streams.ts'
import { HEARTBEAT_KEY, MAX_PAYLOAD_BYTES, type TopicName } from '@lakehouse/contracts/topics.ts'
import type { KafkaReader, OffsetRange, PartitionEnds, ReadRecord } from '../clients/kafka.ts'
import { BriefCache } from '../lib/brief-cache.ts'
import { RecordRate } from './record-rate.ts'

export const MOST_RECORDS = 100
const READ_DEADLINE_MS = 3_000
/** Viewers that poll at the same moment share one read. */
const REUSE_MS = 500
/** How many offsets further back than the limit each try begins: heartbeats among them are left out. */
const MARGINS = [10n, 200n, 2_000n] as const

/** The newest records of the topics, read only when somebody looks. */
export class TopicTails {
  readonly #kafka: KafkaReader
  readonly #tails = new Map<TopicName, Tail>()

  constructor(kafka: KafkaReader) {
    this.#kafka = kafka
  }

  /** At most `limit` records, newest first. @throws {Failure} when Kafka cannot be reached. */
  async newest(topic: TopicName, limit: number): Promise<TopicTail> {
    let tail = this.#tails.get(topic)
    if (tail === undefined) {
      tail = new Tail(this.#kafka, topic)
      this.#tails.set(topic, tail)
    }
    const newest = await tail.newest()
    return { ...newest, records: newest.records.slice(0, limit), server_now: new Date().toISOString() }
  }
}

type UndatedTail = Omit<TopicTail, 'server_now'>

class Tail {
  readonly #kafka: KafkaReader
  readonly #topic: TopicName
  readonly #rate = new RecordRate()
  readonly #newest = new BriefCache(REUSE_MS, () => this.#read())

  constructor(kafka: KafkaReader, topic: TopicName) {
    this.#kafka = kafka
    this.#topic = topic
  }

  newest(): Promise<UndatedTail> {
    return this.#newest.get()
  }

  async #read(): Promise<UndatedTail> {
    const ends = await this.#kafka.ends(this.#topic)
    const high = ends.reduce((sum, end) => sum + end.high, 0n)
    return {
      topic: this.#topic,
      records: await this.#records(ends),
      partitions: ends.map((end) => ({ partition: end.partition, low: String(end.low), high: String(end.high) })),
      records_per_second: this.#rate.next(high, Date.now()),
    }
  }

  /** The newest of every partition, so that none can be newer than those shown; of a quiet topic, all there is. */
  async #records(ends: readonly PartitionEnds[]): Promise<KafkaRecord[]> {
    let events: ReadRecord[] = []
    for (const margin of MARGINS) {
      const ranges = ends.map((end) => newestOffsets(end, BigInt(MOST_RECORDS) + margin))
      const read = await this.#kafka.read(this.#topic, ranges, READ_DEADLINE_MS)
      events = read.filter(({ message }) => message.key?.toString() !== HEARTBEAT_KEY)
      const enough = ends.every(({ partition, low }, index) => {
        const count = events.filter((event) => event.partition === partition).length
        return count >= MOST_RECORDS || ranges[index]?.from === low
      })
      if (enough) break
    }
    return events.sort(newestFirst).slice(0, MOST_RECORDS).map(kafkaRecord)
  }
}

function newestOffsets({ partition, low, high }: PartitionEnds, count: bigint): OffsetRange {
  return { partition, from: high - count > low ? high - count : low, until: high }
}

function newestFirst(a: ReadRecord, b: ReadRecord): number {
  const byTime = Number(b.message.timestamp) - Number(a.message.timestamp)
  return byTime !== 0 ? byTime : Number(BigInt(b.message.offset) - BigInt(a.message.offset))
}

function kafkaRecord({ partition, message }: ReadRecord): KafkaRecord {
  const { offset, timestamp, key, value } = message
  return {
    partition,
    offset,
    kafka_time: new Date(Number(timestamp)).toISOString(),
    key: key?.toString() ?? null,
    value: value?.subarray(0, MAX_PAYLOAD_BYTES).toString() ?? null,
    value_bytes: value?.length ?? 0,
  }
}
