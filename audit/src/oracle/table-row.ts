import { MAX_PAYLOAD_BYTES } from '@lakehouse/contracts/topics.ts'
import type { AvailabilityReport } from './availability.ts'
import type { CityMinute } from './city-metrics.ts'
import type { Ride, ValidPing, ValidRide } from './classify.ts'
import type { Candidate } from './matches.ts'
import type { KafkaRecord } from './record.ts'
import type { SurgeWindow } from './surge.ts'

/** A value as the audit compares it: whole numbers and decimals as text, DOUBLE as number, times as Trino prints them. */
export type Cell = string | number | null
/** The cells of one row, in the order of the table's columns in the contract. */
export type Row = readonly Cell[]

/** `2026-01-31T23:59:59.999Z` as Trino prints a timestamp(6) with time zone: `2026-01-31 23:59:59.999000 UTC`. */
export function timeCell(time: number | string): string {
  const iso = typeof time === 'string' ? time : new Date(time).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}000 UTC`
}

/** Milliseconds since 1970 of what `timeCell` spelled; NaN of anything else. */
export function timeOfCell(cell: Cell): number {
  return Date.parse(
    String(cell)
      .replace(' ', 'T')
      .replace(/000 UTC$/, 'Z'),
  )
}

/**
 * The first 8 KiB of a record, undecodable bytes replaced, so also what the cut leaves of a character. How many
 * replacement characters stand for a run of such bytes differs between decoders, so a run counts as one here and in what
 * the table holds.
 */
export function payloadCell(value: Buffer | null): string | null {
  return value === null ? null : sameReplacements(value.subarray(0, MAX_PAYLOAD_BYTES).toString('utf8'))
}

export function sameReplacements(text: string): string {
  return text.replace(/\uFFFD+/g, '\uFFFD')
}

function rideCells(ride: Ride): Cell[] {
  return [
    ride.ride_id,
    ride.rider_id,
    ride.driver_id,
    ride.city,
    ride.zone_id,
    ride.pickup_latitude,
    ride.pickup_longitude,
    ride.dropoff_latitude,
    ride.dropoff_longitude,
    ride.status,
    String(ride.sequence),
    ride.fare,
    timeCell(ride.requested_at),
  ]
}

const kafkaCells = ({ partition, offset, kafkaTime }: KafkaRecord): Cell[] => [
  String(partition),
  String(offset),
  timeCell(kafkaTime),
]

export function rideRow(ride: Ride): Row {
  return [...rideCells(ride), timeCell(ride.event_time)]
}

export function rideLogRow(record: KafkaRecord, { event }: ValidRide): Row {
  return [event.event_id, ...rideCells(event), timeCell(event.event_time), ...kafkaCells(record)]
}

export function driverRow({ event }: AvailabilityReport): Row {
  const { event_id, driver_id, city, zone_id, latitude, longitude, status, event_time } = event
  return [event_id, driver_id, city, zone_id, latitude, longitude, status, timeCell(event_time)]
}

export function matchRow(request: Ride, { report, distanceKm }: Candidate): Row {
  const texts = [request.ride_id, report.event.driver_id, request.zone_id]
  return [...texts, timeCell(request.requested_at), timeCell(report.time), distanceKm]
}

export function surgeRow(window: SurgeWindow): Row {
  const counts = [String(window.demand), String(window.supply)]
  return [window.city, window.zone_id, timeCell(window.start), timeCell(window.end), ...counts, window.multiplier]
}

export function cityMinuteRow({ city, start, end, trips, averageFare }: CityMinute): Row {
  return [city, timeCell(start), timeCell(end), String(trips), averageFare]
}

/** The newest minute of a city in PostgreSQL: city, total_trips, average_fare, last_updated. */
export function newestMinuteRow({ city, end, trips, averageFare }: CityMinute): Row {
  return [city, String(trips), averageFare, timeCell(end)]
}

export function lateRow(record: KafkaRecord, { eventTime }: ValidRide | ValidPing): Row {
  const lateness = String(record.kafkaTime - eventTime)
  return [record.topic, ...kafkaCells(record), timeCell(eventTime), lateness, payloadCell(record.value)]
}

/** The words of the reason are the writer's own; that there are some is what is compared. */
export const REASON_GIVEN = 'a reason'

export function deadLetterRow(record: KafkaRecord): Row {
  return [record.topic, ...kafkaCells(record), payloadCell(record.value), REASON_GIVEN]
}
