import { FUTURE_AFTER_MS, LATE_AFTER_MS, type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import type { PartitionRange } from './kafka-reader.ts'
import type { Cutoff } from './oracle/cutoff.ts'
import type { KafkaRecord } from './oracle/record.ts'

/** Flink's sources hand their watermark on every 200 ms; this is patience with it, milliseconds. */
const WATERMARK_MARGIN_MS = 1_000

/** What is judged, and what a reader should know about it. */
export interface Moment {
  readonly cutoff: Cutoff
  readonly notes: readonly string[]
}

/**
 * Decides what is judged.
 * @param ranges what lies before their ends has an effect in the tables.
 * @param heads the first record of every range, `tails` the last; ranges without records have neither.
 * @param target judge windows, reports and matches up to here, milliseconds; where a topic's watermark has not come so
 *   far, up to its watermark.
 * @param newest of records with a later Kafka time an effect may be in the tables or not, milliseconds.
 */
export function decideMoment(
  ranges: readonly PartitionRange[],
  heads: readonly KafkaRecord[],
  tails: readonly KafkaRecord[],
  { target, newest }: { readonly target: number; readonly newest: number },
): Moment {
  const notes: string[] = []
  const ends = new Map(ranges.map((range) => [`${range.topic}-${range.partition}`, range.to]))

  const passed = (topic: TopicName): number => {
    let reached = target
    for (const { partition } of ranges.filter((range) => range.topic === topic)) {
      const tail = tails.find((record) => record.topic === topic && record.partition === partition)
      const watermark = tail === undefined ? Number.NEGATIVE_INFINITY : tail.kafkaTime - LATE_AFTER_MS - 1
      if (watermark - WATERMARK_MARGIN_MS >= target) continue
      reached = Math.min(reached, watermark - WATERMARK_MARGIN_MS)
      const stands = tail === undefined ? 'has no records' : `has none since ${new Date(tail.kafkaTime).toISOString()}`
      notes.push(`${topic}-${partition} ${stands}: the watermark stands there, and so do windows, reports and matches`)
    }
    return reached
  }

  let whole = Number.NEGATIVE_INFINITY
  for (const { topic, partition, from } of ranges.filter((range) => range.from > 0)) {
    const head = heads.find((record) => record.topic === topic && record.partition === partition)
    if (head === undefined) continue
    whole = Math.max(whole, head.kafkaTime + FUTURE_AFTER_MS + 1)
    const begins = new Date(head.kafkaTime).toISOString()
    notes.push(
      `retention has cut ${topic}-${partition} before offset ${from} (${begins}): judged is what lies wholly after`,
    )
  }

  const cutoff: Cutoff = {
    isSettled: ({ topic, partition, offset, kafkaTime }) =>
      offset < (ends.get(`${topic}-${partition}`) ?? 0) && kafkaTime <= newest,
    passed: {
      [topics.rideEvents.name]: passed(topics.rideEvents.name),
      [topics.driverLocations.name]: passed(topics.driverLocations.name),
    },
    whole,
  }
  return { cutoff, notes }
}
