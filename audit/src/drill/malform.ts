import { type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import type { SeededRandom } from './random.ts'

/** City of every fuzz event that keeps its own, so that readers know where it comes from. */
export const FUZZ_CITY = 'Fuzz Çity 🚕'
const MAX_BYTES = 64 * 1024

type Event = Record<string, unknown>
type Edit = (event: Event, random: SeededRandom, now: number, id: string) => void

/** Texts that have broken parsers, databases and terminals. */
const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  '🚕'.repeat(50),
  '\u202eright to left',
  'e\u0301',
  '\ufeff',
  '\uffff',
  "'; DROP TABLE city_metrics; --",
  '%s%n$(reboot)',
  '__heartbeat',
  'null',
  'x'.repeat(5_000),
  '\r\n\t\b',
  '0x1F',
]
const ODD_VALUES: readonly unknown[] = [null, true, false, 0, -0, 1, 1.5, -1, 1e308, 5e-324, '1', [], {}, [1], { a: 1 }]
const ODD_NUMBERS = [
  ...['0', '-0', '-0.0', '1.0', '2e0', '30e-1', '1e400', '-1e400', '1E+2', '01', '+1', '.5', '5.', 'NaN', 'Infinity'],
  ...['0.005', '10.005', '99999999.99', '99999999.994', '99999999.995', '100000000', '12.344999999999999999999'],
  ...['9007199254740993', '90', '90.00000000000001', '-180', '-180.0000000000001', '1'.repeat(400), '0x10', '1_000'],
]
const ODD_TIMES = [
  ...['2026-02-29T12:00:00.000Z', '2026-13-01T12:00:00.000Z', '2026-01-01T24:00:00.000Z', '2026-01-01T12:00:60.000Z'],
  ...[
    '2026-01-01T12:00:00Z',
    '2026-01-01T12:00:00.000000Z',
    '2026-01-01T12:00:00.000+00:00',
    '2026-01-01 12:00:00.000',
  ],
  ...['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z', '1969-12-31T23:59:59.999Z'],
]
/** Around the two borders of 5 s; Kafka's own timestamp comes some milliseconds later. */
const SHIFTS_MS = [-86_400_000, -3_600_000, -6_000, -5_050, -4_900, 0, 4_000, 6_000, 60_000, 86_400_000]

const edits: readonly Edit[] = [
  (event, random) => delete event[random.pick(Object.keys(event))],
  (event, random, _now, id) => set(event, random.pick(Object.keys(event)), random.pick(ODD_VALUES), id),
  (event, random, _now, id) => {
    const texts = Object.keys(event).filter((name) => /_id$|city|status/.test(name))
    set(event, random.pick(texts), random.pick(ODD_TEXTS), id)
  },
  (event, random, now) => {
    event.event_time = new Date(now + random.pick(SHIFTS_MS)).toISOString()
  },
  (event, random) => {
    event.event_time = random.pick(ODD_TIMES)
  },
  (event, random) => {
    event[random.pick(['note', 'Status', 'event_ID', '', '__proto__', 'x'.repeat(200)])] = random.pick(ODD_VALUES)
  },
  (event, random) => {
    event.status = random.pick(['AVAILABLE', 'ON_TRIP', 'OFFLINE', 'REQUESTED', 'COMPLETED', 'CANCELLED', 'completed'])
  },
  (event, random) => {
    if ('sequence' in event) event.sequence = random.pick([0, 1, 2, 3, 4, 1.5, '1'])
  },
]

/** An odd text in place of an identity goes with the record's own id, or two records would bear one. */
function set(event: Event, name: string, value: unknown, id: string): void {
  const identity = name === 'event_id' || name === ('sequence' in event ? 'ride_id' : 'driver_id')
  event[name] = identity && typeof value === 'string' && value !== '' ? `${value}${id}` : value
}

const rewrites: readonly ((text: string, random: SeededRandom) => Buffer | null)[] = [
  () => null,
  () => Buffer.alloc(0),
  (text, random) => Buffer.from(text).subarray(0, random.below(Buffer.byteLength(text))),
  (text, random) => {
    const bytes = Buffer.from(text)
    for (let i = random.below(4); i >= 0; i -= 1) bytes[random.below(bytes.length)] = random.below(256)
    return bytes
  },
  (_, random) => Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256))),
  (text, random) => Buffer.from(text.replace(/:(-?\d[\d.]*)/, () => `:${random.pick(ODD_NUMBERS)}`)),
  (text, random) =>
    Buffer.from(text.replace(/("\w+":)(?!.*\1)/, (name) => `${name}${random.pick(['1', '"x"', 'null'])},${name}`)),
  (text, random) => Buffer.from(`${random.pick(['\ufeff', '[', ' \n\t', '//\n', '\u00a0', '\u0000'])}${text}`),
  (text, random) => Buffer.from(`${text}${random.pick([']', ' \n\t', '{}', ',', '\u0000', text])}`),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text.replaceAll('"', "'")),
  (text, random) => padded(text, MAX_BYTES + random.below(5) - 2),
  (text, random) => padded(text, 8 * 1024 + random.below(5) - 2),
  (text) => padded(text, 900_000),
  (text) => Buffer.from(`{"deep":${'['.repeat(20_000)}${']'.repeat(20_000)},${text.slice(1)}`),
  (text) =>
    Buffer.from(
      text.replaceAll(/"(\w)/g, (_, letter: string) => `"\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
]

/** The text with a further field that brings it to this length, multi-byte so that cuts fall into characters. */
function padded(text: string, bytes: number): Buffer {
  const head = `${text.slice(0, -1)},"pad":"`
  const room = bytes - Buffer.byteLength(head) - 2
  const pad = '東'.repeat(Math.max(0, Math.floor(room / 3))) + 'x'.repeat(Math.max(0, room % 3))
  return Buffer.from(`${head}${pad}"}`)
}

export interface FuzzRecord {
  readonly topic: TopicName
  readonly key: Buffer | null
  readonly value: Buffer | null
}

/**
 * A record made from a valid event by up to three edits and, half of the time, an attack on its bytes; some stay valid.
 * Ids never repeat (`id` is to be one that no change of two bytes turns into another): what two different events under
 * one event_id mean, or one driver's pings in two partitions, the contract does not say.
 */
export function fuzzRecord(id: string, random: SeededRandom, now: number): FuzzRecord {
  const isRide = random.next() < 0.5
  const event = isRide ? ride(id, random, now) : ping(id, random, now)
  for (let i = random.below(4); i > 0; i -= 1) random.pick(edits)(event, random, now, id)
  const text = JSON.stringify(event)
  const value = random.next() < 0.5 ? Buffer.from(text) : random.pick(rewrites)(text, random)
  const keys = [
    Buffer.from(id),
    Buffer.from(id),
    null,
    Buffer.alloc(0),
    Buffer.from('__heartbeat '),
    Buffer.from([0xff, 0]),
  ]
  return { topic: isRide ? topics.rideEvents.name : topics.driverLocations.name, key: random.pick(keys), value }
}

const zone = (random: SeededRandom) => `fuzz zone ${random.below(5)}`

function ride(id: string, random: SeededRandom, now: number): Event {
  const status = random.pick(['REQUESTED', 'ACCEPTED', 'COMPLETED', 'CANCELLED'])
  const time = new Date(now).toISOString()
  return {
    event_id: id,
    ride_id: `ride ${id}`,
    rider_id: `rider ${id}`,
    driver_id: status === 'REQUESTED' ? null : `driver ${id}`,
    city: FUZZ_CITY,
    zone_id: zone(random),
    pickup_latitude: random.next() * 180 - 90,
    pickup_longitude: random.next() * 360 - 180,
    dropoff_latitude: random.next() * 180 - 90,
    dropoff_longitude: random.next() * 360 - 180,
    status,
    sequence: 1 + random.below(3),
    fare: status === 'COMPLETED' ? random.below(100_000) / 1_000 : null,
    requested_at: time,
    event_time: time,
  }
}

function ping(id: string, random: SeededRandom, now: number): Event {
  return {
    event_id: id,
    driver_id: `driver ${id}`,
    city: FUZZ_CITY,
    zone_id: zone(random),
    latitude: random.next() * 180 - 90,
    longitude: random.next() * 360 - 180,
    status: random.pick(['AVAILABLE', 'AVAILABLE', 'ON_TRIP', 'OFFLINE']),
    event_time: new Date(now).toISOString(),
  }
}
