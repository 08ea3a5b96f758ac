import { MAX_VALUE_BYTES } from '@lakehouse/contracts/topics.ts'
import type { SimulatedEvent } from './journal.ts'
import type { Random } from './random.ts'

type Value = string | Buffer | null
type Event = Record<string, unknown>

/** The event's text with some fields replaced. */
const replacing =
  (change: (event: Event) => Event) =>
  ({ value }: SimulatedEvent): Value => {
    const event: Event = JSON.parse(value)
    return JSON.stringify({ ...event, event_id: `${event.event_id}-broken`, ...change(event) })
  }

/** The position's field, which the two topics call differently. */
const latitudeOf = (event: Event): string => ('latitude' in event ? 'latitude' : 'pickup_latitude')

const notUtf8 = ({ value }: SimulatedEvent): Value => {
  const bytes = Buffer.from(value)
  // 0xFF occurs nowhere in UTF-8; this position is inside the event_id's text.
  bytes[value.indexOf(':') + 3] = 0xff
  return bytes
}

/** Each way to break an event, none of which the contract lets pass. */
export const malformations: Readonly<Record<string, (event: SimulatedEvent) => Value>> = {
  'cut off': ({ value }) => value.slice(0, Math.floor(value.length / 2)),
  'no JSON': () => 'GPS fix lost',
  'no object': ({ value }) => `[${value}]`,
  'null value': () => null,
  'empty value': () => Buffer.alloc(0),
  'not UTF-8': notUtf8,
  oversized: replacing(() => ({ note: 'x'.repeat(MAX_VALUE_BYTES) })),
  'missing field': replacing(() => ({ event_time: undefined })),
  'null field': replacing(() => ({ city: null })),
  'text for a number': replacing((event) => ({ [latitudeOf(event)]: 'north' })),
  'number for a text': replacing(() => ({ zone_id: 872 })),
  'unknown status': replacing(() => ({ status: 'TELEPORTING' })),
  'out of range': replacing((event) => ({ [latitudeOf(event)]: 123.4 })),
  'impossible date': replacing(() => ({ event_time: '2026-02-30T12:00:00.000Z' })),
  'from the future': replacing((event) => ({
    event_time: new Date(Date.parse(String(event.event_time)) + 3_600_000).toISOString(),
  })),
}

const all = Object.values(malformations)

/** A broken copy of the event. */
export function malformed(event: SimulatedEvent, random: Random): Value {
  return random.pick(all)(event)
}
