import { join } from 'node:path'
import { z } from 'zod'

const count = z.int().min(0)

/** What the producer says of itself once a second in `LAKEHOUSE_HOME/producer/status.json`. */
export const producerStatus = z.object({
  run: z.string(),
  pid: z.int(),
  started_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** `stopped` is written by a clean stop; a crash leaves the last state and an old `updated_at`. */
  state: z.enum(['connecting', 'running', 'blocked', 'stopped']),
  /** Why it is blocked: Kafka's answer to the newest attempt. */
  problem: z.string().nullable(),
  target_rate: z.number(),
  /** Acknowledged records per second over the last 10 s, heartbeats not counted. */
  rate: z.number(),
  cities: z.array(z.string()),
  drivers: count,
  zones: count,
  /** Acknowledged records since the start. */
  acknowledged: z.object({
    event: count,
    late: count,
    outOfOrder: count,
    duplicate: count,
    malformed: count,
    heartbeat: count,
  }),
  /** Events meant to be on time that reached Kafka more than 5 s after their event_time. */
  delayed: count,
  /** Attempts to send a batch again, and times a new producer session was needed. */
  retries: count,
  sessions: count,
  /** Time for which no events were made because Kafka was slow or away, milliseconds. */
  skipped_ms: count,
})
export type ProducerStatus = z.infer<typeof producerStatus>

/** The status file of the producer of one stack. */
export function producerStatusFile(home: string): string {
  return join(home, 'producer', 'status.json')
}
