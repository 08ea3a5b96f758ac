import { isUtf8 } from 'node:buffer'
import { type DriverLocation, driverLocation } from '@lakehouse/contracts/events/driver-location.ts'
import { type RideEvent, rideEvent } from '@lakehouse/contracts/events/ride-event.ts'
import { FUTURE_AFTER_MS, HEARTBEAT_KEY, LATE_AFTER_MS, MAX_VALUE_BYTES, topics } from '@lakehouse/contracts/topics.ts'
import type { z } from 'zod'
import { formatScaled, toScaled } from './decimal.ts'
import type { KafkaRecord } from './record.ts'

/** A ride event with its fare as the tables hold it: DECIMAL(10,2) text. */
export interface Ride extends Omit<RideEvent, 'fare'> {
  readonly fare: string | null
}

interface OnTimeOrLate {
  /** event_time, milliseconds since 1970. */
  readonly eventTime: number
  readonly late: boolean
}
export type ValidRide = { readonly kind: 'ride'; readonly event: Ride } & OnTimeOrLate
export type ValidPing = { readonly kind: 'ping'; readonly event: DriverLocation } & OnTimeOrLate
export type Classified =
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'dead letter'; readonly reason: string }
  | ValidRide
  | ValidPing

const HEARTBEAT = Buffer.from(HEARTBEAT_KEY)

/** What a record is, by design.md section 3. It depends on the record alone, never on when it is read. */
export function classify(record: KafkaRecord): Classified {
  if (record.key?.equals(HEARTBEAT)) return { kind: 'heartbeat' }
  const value = record.value
  if (value === null) return deadLetter('null value')
  if (value.length === 0) return deadLetter('empty value')
  if (value.length > MAX_VALUE_BYTES) return deadLetter(`${value.length} bytes, more than ${MAX_VALUE_BYTES}`)
  if (!isUtf8(value)) return deadLetter('not UTF-8')
  const json = parseJson(value.toString('utf8'))
  if (json === undefined) return deadLetter('not JSON')
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return deadLetter('not a JSON object')

  if (record.topic === topics.rideEvents.name) {
    const ride = rideEvent.safeParse(json)
    if (!ride.success) return deadLetter(firstProblem(ride.error))
    const time = timeliness(ride.data.event_time, record.kafkaTime)
    if (time === 'future') return deadLetter('event_time in the future')
    return { kind: 'ride', event: { ...ride.data, fare: fareColumn(ride.data.fare) }, ...time }
  }
  const ping = driverLocation.safeParse(json)
  if (!ping.success) return deadLetter(firstProblem(ping.error))
  const time = timeliness(ping.data.event_time, record.kafkaTime)
  if (time === 'future') return deadLetter('event_time in the future')
  return { kind: 'ping', event: ping.data, ...time }
}

function deadLetter(reason: string): Classified {
  return { kind: 'dead letter', reason }
}

/** @returns undefined when the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue === undefined ? error.message : `${issue.path.join('.')}: ${issue.message}`
}

function timeliness(eventTimeText: string, kafkaTime: number): OnTimeOrLate | 'future' {
  const eventTime = Date.parse(eventTimeText)
  if (eventTime > kafkaTime + FUTURE_AFTER_MS) return 'future'
  return { eventTime, late: eventTime < kafkaTime - LATE_AFTER_MS }
}

/** The fare rounded half-up from the shortest decimal that denotes the number read: `1.005` is 1.01. */
function fareColumn(fare: number | null): string | null {
  return fare === null ? null : formatScaled(toScaled(String(fare), 2), 2)
}
