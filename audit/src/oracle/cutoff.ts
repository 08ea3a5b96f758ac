import type { TopicName } from '@lakehouse/contracts/topics.ts'
import { topics } from '@lakehouse/contracts/topics.ts'
import type { KafkaRecord } from './record.ts'

/** How far the tables must have come, and from where on what is left in Kafka tells the whole story. */
export interface Cutoff {
  /** Whether the record's effect must be in the tables already. */
  isSettled(record: Pick<KafkaRecord, 'topic' | 'partition' | 'offset' | 'kafkaTime'>): boolean
  /** Event time that the watermark of each topic has passed for certain, milliseconds since 1970. */
  readonly passed: Readonly<Record<TopicName, number>>
  /** Event times from here on are certainly not cut off by retention, milliseconds; -Infinity when nothing is cut off. */
  readonly whole: number
}

const MINUTE_MS = 60_000
const MATCH_REACH_MS = 5 * MINUTE_MS

/** From when on each kind of result can be computed from what retention has left, milliseconds since 1970. */
export function judgedFrom({ whole }: Pick<Cutoff, 'whole'>): { events: number; reports: number; matches: number } {
  // Whether a ping is a report depends on the one before it, unless it is the first in its minute.
  const reports = Math.ceil(whole / MINUTE_MS) * MINUTE_MS
  return { events: whole, reports, matches: reports + MATCH_REACH_MS }
}

/** Event time that both topics' watermarks have passed. */
export function passedByBoth({ passed }: Pick<Cutoff, 'passed'>): number {
  return Math.min(passed[topics.rideEvents.name], passed[topics.driverLocations.name])
}
