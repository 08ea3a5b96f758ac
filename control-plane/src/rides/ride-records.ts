import { type RideEvent, rideEvent } from '@lakehouse/contracts/events/ride-event.ts'
import { topics } from '@lakehouse/contracts/topics.ts'
import type { KafkaReader, OffsetRange, ReadRecord } from '../clients/kafka.ts'

const TOPIC = topics.rideEvents.name
/** What no commit has brought yet is at most this old, unless the jobs stand still. */
const RECENT_MS = 60_000
/** Of each partition, at most this many of the newest records are looked at. */
const MOST_PER_PARTITION = 5_000n
const READ_DEADLINE_MS = 4_000

/** A record of one ride as Kafka has it; its event is null when it is none by the contract. */
export interface StoredRecord {
  readonly partition: number
  readonly offset: string
  /** Milliseconds since 1970. */
  readonly kafkaTime: number
  readonly value: string
  readonly event: RideEvent | null
}

/** A ride's records in Kafka: those just appended, and those whose places are known. */
export class RideRecords {
  readonly #kafka: Pick<KafkaReader, 'ends' | 'offsetsAt' | 'read'>

  constructor(kafka: Pick<KafkaReader, 'ends' | 'offsetsAt' | 'read'>) {
    this.#kafka = kafka
  }

  /** The ride's records of the last minute. @throws {Failure} when Kafka cannot be reached. */
  async recent(rideId: string): Promise<StoredRecord[]> {
    const [ends, from] = await Promise.all([
      this.#kafka.ends(TOPIC),
      this.#kafka.offsetsAt(TOPIC, new Date(Date.now() - RECENT_MS)),
    ])
    const ranges = ends.map(({ partition, low, high }): OffsetRange => {
      const wanted = from.get(partition) ?? high
      const most = high - MOST_PER_PARTITION
      return { partition, from: [low, wanted, most].reduce((a, b) => (a > b ? a : b)), until: high }
    })
    const records = await this.#kafka.read(TOPIC, ranges, READ_DEADLINE_MS)
    return records.filter(({ message }) => message.key?.toString() === rideId).flatMap(stored)
  }

  /** The records at these places, as far as Kafka keeps them. @throws {Failure} when Kafka cannot be reached. */
  async at(places: readonly { readonly partition: number; readonly offset: string }[]): Promise<StoredRecord[]> {
    if (places.length === 0) return []
    const lows = new Map((await this.#kafka.ends(TOPIC)).map(({ partition, low }) => [partition, low]))
    const found: StoredRecord[] = []
    for (const { partition, offset } of places) {
      const from = BigInt(offset)
      if (from < (lows.get(partition) ?? 0n)) continue
      const records = await this.#kafka.read(TOPIC, [{ partition, from, until: from + 1n }], READ_DEADLINE_MS)
      found.push(...records.flatMap(stored))
    }
    return found
  }
}

function stored({ partition, message: { offset, timestamp, value } }: ReadRecord): StoredRecord[] {
  if (value === null) return []
  const text = value.toString()
  return [{ partition, offset, kafkaTime: Number(timestamp), value: text, event: parse(text) }]
}

function parse(text: string): RideEvent | null {
  try {
    return rideEvent.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null // no JSON: a dead letter
  }
}
