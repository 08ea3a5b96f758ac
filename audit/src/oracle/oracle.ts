import { topics } from '@lakehouse/contracts/topics.ts'
import { Accounting } from './accounting.ts'
import { type AvailabilityReport, AvailabilityReports } from './availability.ts'
import { type CityMinute, CityMinutes } from './city-metrics.ts'
import { classify, type Ride, type ValidPing, type ValidRide } from './classify.ts'
import { type Cutoff, judgedFrom, passedByBoth } from './cutoff.ts'
import { EventIdSet } from './event-id-set.ts'
import { EventTimeBuffer } from './event-time-buffer.ts'
import { type Expectation, POSTGRES_CITY_METRICS } from './expectation.ts'
import { Matches } from './matches.ts'
import type { KafkaRecord } from './record.ts'
import { RideStates } from './ride-state.ts'
import { SurgeWindows } from './surge.ts'
import * as row from './table-row.ts'

/**
 * On-time events lie within 5 s of their Kafka time, so nothing older than that can still change. The rest is patience
 * with a broker whose clock steps back.
 */
const PATIENCE_MS = 35_000

interface Newest<T> {
  settled: T | null
  readonly since: T[]
}

type Timed =
  | { readonly kind: 'ping'; readonly ping: ValidPing }
  | { readonly kind: 'request'; readonly ride: Ride; readonly at: number }

/**
 * Computes from the records in Kafka what every table should hold, by design.md section 3. Feed it the records of both
 * topics in the order of their Kafka time, within a partition in the order of their offsets.
 */
export class Oracle {
  /** Counts the records whose effect must be in the tables. */
  readonly accounting = new Accounting()
  /** Rides whose match is not judged: requested_at lay too far behind their event_time. */
  readonly unjudgedRequests = new Set<string>()
  readonly #cutoff: Cutoff
  readonly #emit: (expectation: Expectation) => void
  readonly #ids = { rides: new EventIdSet(), pings: new EventIdSet() }
  readonly #rides = new RideStates()
  readonly #surge = new SurgeWindows()
  readonly #minutes = new CityMinutes()
  readonly #inEventTime = new EventTimeBuffer<Timed>()
  readonly #reports = new AvailabilityReports()
  readonly #matches = new Matches()
  readonly #drivers = new Map<string, Newest<AvailabilityReport>>()
  readonly #newestMinutes = new Map<string, Newest<CityMinute>>()
  #second = Number.NEGATIVE_INFINITY
  #closed = Number.NEGATIVE_INFINITY

  constructor(cutoff: Cutoff, emit: (expectation: Expectation) => void) {
    this.#cutoff = cutoff
    this.#emit = emit
  }

  /**
   * Takes the next record.
   * @returns what it is.
   * @throws {Error} when Kafka's clock has gone back by more than half a minute.
   */
  feed(record: KafkaRecord): ReturnType<typeof classify> {
    const what = classify(record)
    this.#advance(record.kafkaTime)
    const required = this.#cutoff.isSettled(record)
    if (required) this.accounting.count(record, what)
    if (what.kind === 'heartbeat') return what
    const place = [record.topic, String(record.partition), String(record.offset)]
    if (what.kind === 'dead letter') {
      this.#emit({ table: 'iceberg_dead_letters', key: place, rows: [row.deadLetterRow(record)], required })
      return what
    }
    if (what.late) this.#emit({ table: 'iceberg_late_events', key: place, rows: [row.lateRow(record, what)], required })
    else if (what.eventTime < this.#closed) throw clockWentBack(record)
    if (what.kind === 'ping') {
      if (this.#ids.pings.add(what.event.event_id)) this.#ping(what)
      return what
    }
    const logRow = row.rideLogRow(record, what)
    this.#emit({ table: 'iceberg_ride_event_log', key: place.slice(1), rows: [logRow], required })
    if (this.#ids.rides.add(what.event.event_id)) this.#ride(what, record, required)
    return what
  }

  /** Says what remains to be said; no record can follow. */
  finish(): void {
    this.#close(Number.POSITIVE_INFINITY)
    this.#emitRides()
    this.#emitDrivers()
    this.#emitMatches()
    this.#emitNewestMinutes()
  }

  #ping(ping: ValidPing): void {
    if (ping.late) return
    this.#surge.ping(ping.event, ping.eventTime)
    this.#inEventTime.add(ping.eventTime, { kind: 'ping', ping })
  }

  #ride({ event, eventTime, late }: ValidRide, { kafkaTime }: KafkaRecord, settled: boolean): void {
    this.#rides.apply(event, kafkaTime, settled)
    if (late) return
    this.#surge.request(event, eventTime)
    this.#minutes.complete(event, eventTime)
    if (event.status !== 'REQUESTED') return
    const at = Date.parse(event.requested_at)
    if (!this.#inEventTime.add(at, { kind: 'request', ride: event, at })) this.unjudgedRequests.add(event.ride_id)
  }

  #advance(kafkaTime: number): void {
    const second = Math.floor(kafkaTime / 1_000)
    if (second <= this.#second) return
    this.#second = second
    this.#close(second * 1_000 - PATIENCE_MS)
  }

  #close(time: number): void {
    this.#closed = time
    const { events } = judgedFrom(this.#cutoff)
    for (const window of this.#surge.close(time)) {
      if (window.start < events) continue
      const cells = row.surgeRow(window)
      const required = window.end <= passedByBoth(this.#cutoff)
      this.#emit({ table: 'iceberg_surge_pricing', key: cells.slice(0, 3), rows: [cells], required })
    }
    for (const minute of this.#minutes.close(time)) {
      const required = minute.end <= this.#cutoff.passed[topics.rideEvents.name]
      keepNewest(this.#newestMinutes, minute.city, minute, required)
      if (minute.start < events) continue
      const cells = row.cityMinuteRow(minute)
      this.#emit({ table: 'iceberg_city_metrics', key: cells.slice(0, 2), rows: [cells], required })
    }
    this.#inEventOrder(time)
  }

  #inEventOrder(time: number): void {
    let requests: Ride[] = []
    let at = Number.NEGATIVE_INFINITY
    const answer = (): void => {
      for (const ride of requests) this.#matches.request(ride)
      requests = []
    }
    for (const timed of this.#inEventTime.drain(time)) {
      const now = timed.kind === 'ping' ? timed.ping.eventTime : timed.at
      if (now > at) answer()
      at = now
      if (timed.kind === 'request') {
        requests.push(timed.ride)
        continue
      }
      const report = this.#reports.ping(timed.ping.event, timed.ping.eventTime)
      if (report === null) continue
      this.#matches.report(report)
      const settled = report.time <= this.#cutoff.passed[topics.driverLocations.name]
      keepNewest(this.#drivers, report.event.driver_id, report, settled)
    }
    answer()
  }

  #emitRides(): void {
    const { events } = judgedFrom(this.#cutoff)
    for (const [ride, { settled, since }] of this.#rides.rides) {
      const states = settled === null ? since : [settled, ...since]
      const whole = states.every((state) => Date.parse(state.requested_at) >= events)
      const rows = whole ? states.map(row.rideRow) : null
      this.#emit({
        table: 'iceberg_ride_events',
        key: [ride],
        rows,
        required: whole && settled !== null,
      })
    }
  }

  #emitDrivers(): void {
    const { reports } = judgedFrom(this.#cutoff)
    for (const [driver, { settled, since }] of this.#drivers) {
      const newest = settled === null ? since : [settled, ...since]
      const whole = newest.every((report) => report.time >= reports)
      const rows = whole ? newest.map(row.driverRow) : null
      const required = whole && settled !== null
      this.#emit({ table: 'iceberg_driver_locations', key: [driver], rows, required })
    }
  }

  #emitMatches(): void {
    const from = judgedFrom(this.#cutoff).matches
    const passed = passedByBoth(this.#cutoff)
    for (const [ride, { request, nearest }] of this.#matches.rides) {
      const key = [ride]
      const requestedAt = Date.parse(request.requested_at)
      const settledAt = Math.max(requestedAt, Date.parse(request.event_time))
      const judged = requestedAt >= from && settledAt <= passed && !this.unjudgedRequests.has(ride)
      if (!judged) this.#emit({ table: 'iceberg_ride_matches', key, rows: null, required: false })
      else if (nearest.length > 0) {
        const rows = nearest.map((candidate) => row.matchRow(request, candidate))
        this.#emit({ table: 'iceberg_ride_matches', key, rows, required: true })
      }
    }
    for (const ride of this.unjudgedRequests) {
      if (this.#matches.rides.has(ride)) continue
      this.#emit({ table: 'iceberg_ride_matches', key: [ride], rows: null, required: false })
    }
  }

  #emitNewestMinutes(): void {
    const { events } = judgedFrom(this.#cutoff)
    for (const [city, { settled, since }] of this.#newestMinutes) {
      const minutes = settled === null ? since : [settled, ...since]
      const whole = minutes.every((minute) => minute.start >= events)
      const rows = whole ? minutes.map(row.newestMinuteRow) : null
      const required = whole && settled !== null
      this.#emit({ table: POSTGRES_CITY_METRICS, key: [city], rows, required })
    }
  }
}

/** Things come oldest first: the newest settled one must be there, and each newer one may be. */
function keepNewest<T>(map: Map<string, Newest<T>>, key: string, thing: T, settled: boolean): void {
  const newest = map.get(key) ?? { settled: null, since: [] }
  map.set(key, newest)
  if (settled) newest.settled = thing
  else newest.since.push(thing)
}

function clockWentBack({ topic, partition, offset, kafkaTime }: KafkaRecord): Error {
  const where = `${topic}-${partition} offset ${offset}`
  return new Error(
    `Kafka's clock went back by more than 30 s before ${where} (${new Date(kafkaTime).toISOString()}); ` +
      'windows and reports around it have no defined content, judge an earlier time with --until',
  )
}
