import { HEARTBEAT_KEY, type TopicName } from '@lakehouse/contracts/topics.ts'
import type { OutgoingRecord } from './simulation/faults.ts'

const HEARTBEAT_INTERVAL_MS = 1_000

/** Once a second a record for every partition, which moves the watermark where nothing else happens. */
export class Heartbeat {
  readonly #partitions: ReadonlyMap<TopicName, number>
  #dueAt = 0

  /** `partitions`: how many each topic has. */
  constructor(partitions: ReadonlyMap<TopicName, number>) {
    this.#partitions = partitions
  }

  /** The records due at `now` (epoch ms): one for every partition, or none. */
  beat(now: number): OutgoingRecord[] {
    if (now < this.#dueAt) return []
    this.#dueAt = now + HEARTBEAT_INTERVAL_MS
    const value = JSON.stringify({ sent_at: new Date(now).toISOString() })
    return [...this.#partitions].flatMap(([topic, count]) =>
      Array.from({ length: count }, (_, partition) => ({
        topic,
        key: HEARTBEAT_KEY,
        value,
        kind: 'heartbeat' as const,
        number: 0,
        time: now,
        partition,
      })),
    )
  }
}
