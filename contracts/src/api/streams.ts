import { z } from 'zod'
import { topicNames } from '../topics.ts'
import { queryResult } from './query-result.ts'

/** `GET /api/streams/<topic>?limit=N`: the newest records of a topic, newest first, heartbeats left out. */
export const kafkaRecord = z.object({
  partition: z.int(),
  /** A 64-bit offset as text. */
  offset: z.string(),
  kafka_time: z.iso.datetime(),
  key: z.string().nullable(),
  /** First 8 KiB, undecodable bytes replaced; null for a record without a value. */
  value: z.string().nullable(),
  value_bytes: z.int(),
})
export type KafkaRecord = z.infer<typeof kafkaRecord>

export const topicTail = z.object({
  topic: z.enum(topicNames as [string, ...string[]]),
  records: z.array(kafkaRecord),
  partitions: z.array(z.object({ partition: z.int(), low: z.string(), high: z.string() })),
  /** Records per second over the topic, heartbeats included, between this poll and the one before; null at the first. */
  records_per_second: z.number().nullable(),
  server_now: z.iso.datetime(),
})
export type TopicTail = z.infer<typeof topicTail>

/**
 * `GET /api/tables/<table>/rows?limit=N`: the newest rows of an Iceberg table, every cell as text or null,
 * in the envelope of every query (`query` is the table's name), so that the rows of a silent Trino stay and say so.
 */
export const newestRows = queryResult(z.array(z.string().nullable())).extend({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
})
export type NewestRows = z.infer<typeof newestRows>
