import { z } from 'zod'

export const partNames = [
  'kafka',
  'zookeeper',
  'minio',
  'postgres',
  'flink-jobmanager',
  'flink-taskmanager',
  'sql-gateway',
  'trino',
  'jobs',
  'producer',
] as const

export const partHealth = z.object({
  name: z.enum(partNames),
  /** `degraded`: answers, but not all it should do works (a job restarting, a silent producer). */
  state: z.enum(['up', 'degraded', 'down']),
  /** What was seen, in one line; for a part that is not up, what to do next. */
  detail: z.string(),
  latency_ms: z.number().nullable(),
})
export type PartHealth = z.infer<typeof partHealth>

/** `GET /api/health`: always 200; the worst part decides `state`. */
export const health = z.object({
  state: z.enum(['up', 'degraded', 'down']),
  parts: z.array(partHealth),
  checked_at: z.iso.datetime(),
  server_now: z.iso.datetime(),
})
export type Health = z.infer<typeof health>
