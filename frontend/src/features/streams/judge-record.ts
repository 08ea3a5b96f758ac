import type { KafkaRecord } from '@lakehouse/contracts/api/streams.ts'
import { driverLocation } from '@lakehouse/contracts/events/driver-location.ts'
import { rideEvent } from '@lakehouse/contracts/events/ride-event.ts'
import { FUTURE_AFTER_MS, LATE_AFTER_MS, MAX_VALUE_BYTES, type TopicName } from '@lakehouse/contracts/topics.ts'

/** What the pipeline makes of a record: on time, late, or a dead letter and why. */
export type Judgement =
  | { readonly kind: 'on-time' }
  | { readonly kind: 'late'; readonly byMs: number }
  | { readonly kind: 'dead-letter'; readonly reason: string }
  /** Only its beginning was sent here, so nothing can be said. */
  | { readonly kind: 'unknown' }

/** The contract's fields, without which nobody reads an event: what is unknown in it is ignored. */
const events = { ride_events: rideEvent, driver_locations: driverLocation } as const satisfies Record<TopicName, object>

/** Judges a record by the contract of its topic, as the jobs do. */
export function judgeRecord(topic: TopicName, record: KafkaRecord): Judgement {
  if (record.value === null) return { kind: 'dead-letter', reason: 'no value' }
  if (record.value_bytes > MAX_VALUE_BYTES) {
    return { kind: 'dead-letter', reason: `${record.value_bytes} bytes, more than ${MAX_VALUE_BYTES}` }
  }
  const json = parseJson(record.value)
  if (!json.ok) {
    const cut = record.value_bytes > new TextEncoder().encode(record.value).length
    return cut ? { kind: 'unknown' } : { kind: 'dead-letter', reason: json.reason }
  }
  const event = events[topic].safeParse(json.value)
  if (!event.success) {
    const [issue] = event.error.issues
    return { kind: 'dead-letter', reason: `${issue?.path.join('.') || 'value'}: ${issue?.message}` }
  }
  const delayMs = Date.parse(record.kafka_time) - Date.parse(event.data.event_time)
  if (delayMs < -FUTURE_AFTER_MS) return { kind: 'dead-letter', reason: `event time ${-delayMs} ms in the future` }
  return delayMs > LATE_AFTER_MS ? { kind: 'late', byMs: delayMs } : { kind: 'on-time' }
}

/** The value as indented JSON; null when it is none. */
export function prettyJson(value: string | null): string | null {
  const json = value === null ? null : parseJson(value)
  return json?.ok ? JSON.stringify(json.value, null, 2) : null
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (cause) {
    return { ok: false, reason: `no JSON: ${(cause as Error).message}` }
  }
}
