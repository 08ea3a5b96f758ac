import { readRecords } from '@lakehouse/audit/kafka-reader.ts'
import { LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { type RideEvent, rideEvent } from '@lakehouse/contracts/events/ride-event.ts'
import { kafkaClient } from '@lakehouse/contracts/kafka-client.ts'
import { eventId, readLedger } from '@lakehouse/contracts/ledger.ts'
import { RIDE_STATE_HORIZON_S } from '@lakehouse/contracts/semantics.ts'
import { topics } from '@lakehouse/contracts/topics.ts'
import { logLevel } from 'kafkajs'

/** A driver's day: whole cents, so that nothing passes through a float once fares are read. */
export interface DriverDay {
  readonly trips: number
  readonly fareCents: number
  readonly payoutCents: number
}

export interface Computed {
  /** By `<driver_id> <UTC day>`. */
  readonly days: ReadonlyMap<string, DriverDay>
  /** Completed rides in them. */
  readonly rides: number
  /** Ride events that the producer's ledger says Kafka acknowledged, in what was read. */
  readonly acknowledged: number
  /** Of those, the ones that Kafka does not have where the ledger says; none unless something was lost. */
  readonly missing: readonly string[]
}

const TOPIC = topics.rideEvents.name
const place = (partition: number, offset: number) => `${partition}:${offset}`

/**
 * What each driver earned per day, from the records in Kafka up to these offsets (included) by partition, and whether
 * they are all that the producer's ledger says was acknowledged. Shares no code with dbt or the oracle.
 * @throws {Error} when Kafka no longer keeps the first record, or does not answer.
 */
export async function payoutsFromKafka(lastOffsets: ReadonlyMap<number, number>, ledger: string): Promise<Computed> {
  const events = new Map<string, RideEvent>()
  const rides = new Map<string, { newest: RideEvent; completedAt: string | null }>()
  const ranges = [...lastOffsets].map(([partition, last]) => ({ topic: TOPIC, partition, from: 0, to: last + 1 }))
  const kafka = kafkaClient({
    clientId: 'e2e-payouts',
    brokers: [`${LOOPBACK}:${resolvePorts(process.env).kafka}`],
    logLevel: logLevel.NOTHING,
  })
  for await (const records of readRecords(kafka, ranges)) {
    for (const { partition, offset, kafkaTime, value } of records) {
      const event = parse(value)
      if (event === null) continue
      events.set(place(partition, offset), event)
      if (kafkaTime <= Date.parse(event.requested_at) + RIDE_STATE_HORIZON_S * 1000) take(rides, event)
    }
  }
  const days = new Map<string, DriverDay>()
  let completed = 0
  for (const { newest, completedAt } of rides.values()) {
    if (newest.status !== 'COMPLETED' || newest.fare === null || completedAt === null) continue
    completed += 1
    const key = `${newest.driver_id} ${completedAt.slice(0, 10)}`
    const day = days.get(key) ?? { trips: 0, fareCents: 0, payoutCents: 0 }
    const cents = Math.round(newest.fare * 100)
    days.set(key, {
      trips: day.trips + 1,
      fareCents: day.fareCents + cents,
      payoutCents: day.payoutCents + Math.floor((cents * 80 + 50) / 100),
    })
  }
  return { days, rides: completed, ...(await holdAgainstLedger(ledger, lastOffsets, events)) }
}

function parse(value: Buffer | null): RideEvent | null {
  try {
    return rideEvent.safeParse(JSON.parse(value?.toString() ?? '')).data ?? null
  } catch {
    return null // no JSON: a dead letter
  }
}

/** The highest sequence is the ride's state, of equal ones the lowest event_id; it was completed at its first completion. */
function take(rides: Map<string, { newest: RideEvent; completedAt: string | null }>, event: RideEvent): void {
  const known = rides.get(event.ride_id)
  const isNewer =
    known === undefined ||
    event.sequence > known.newest.sequence ||
    (event.sequence === known.newest.sequence && event.event_id < known.newest.event_id)
  const times = [known?.completedAt ?? null, event.status === 'COMPLETED' ? event.event_time : null]
  const completedAt = times.filter((time) => time !== null).sort()[0] ?? null
  rides.set(event.ride_id, { newest: isNewer ? event : known.newest, completedAt })
}

async function holdAgainstLedger(
  ledger: string,
  lastOffsets: ReadonlyMap<number, number>,
  events: ReadonlyMap<string, RideEvent>,
): Promise<Pick<Computed, 'acknowledged' | 'missing'>> {
  let acknowledged = 0
  const missing: string[] = []
  for await (const { run, topic, partition, firstOffset, records } of readLedger(ledger)) {
    if (topic !== TOPIC) continue
    for (const [index, { kind, number }] of records.entries()) {
      const offset = firstOffset + index
      if (kind === 'heartbeat' || kind === 'malformed' || offset > (lastOffsets.get(partition) ?? -1)) continue
      acknowledged += 1
      const at = place(partition, offset)
      if (events.get(at)?.event_id !== eventId(run, number)) missing.push(at)
    }
  }
  return { acknowledged, missing }
}
