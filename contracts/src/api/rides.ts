import { z } from 'zod'
import { rideStatuses } from '../events/ride-event.ts'
import { exactNumber, queryResult } from './query-result.ts'

const instant = z.iso.datetime()

/** A ride in its newest state, by the rule that makes `iceberg_ride_events`. */
export const rideRow = z.object({
  ride_id: z.string(),
  rider_id: z.string(),
  driver_id: z.string().nullable(),
  city: z.string(),
  zone_id: z.string(),
  status: z.enum(rideStatuses),
  sequence: exactNumber,
  fare: exactNumber.nullable(),
  requested_at: instant,
  updated_at: instant,
})
export type RideRow = z.infer<typeof rideRow>

/** How far back rides are looked for, minutes, by when they were requested. */
export const rideSearchMinutes = [5, 15, 60, 360, 1440] as const
export const MOST_RIDES = 500

/** What `GET /api/rides` looks for; without a filter, every ride requested in that time. */
export const rideSearch = z.object({
  city: z.string().max(200).optional(),
  status: z.enum(rideStatuses).optional(),
  /** Part of a ride's, rider's, driver's or zone's id. */
  text: z.string().max(200).optional(),
  minutes: z.coerce.number().pipe(z.literal(rideSearchMinutes)).default(15),
  limit: z.coerce.number().int().min(1).max(MOST_RIDES).default(200),
})
export type RideSearch = z.infer<typeof rideSearch>

/** `GET /api/rides`: newest request first. */
export const rideList = queryResult(rideRow)
export type RideList = z.infer<typeof rideList>

/** The data file that a row is in now, and the commit that brought the file. */
export const rowPlace = z.object({
  path: z.string(),
  modified_at: instant,
  /** 64 bits, as text; null when no snapshot that the table still has brought it. */
  snapshot_id: z.string().nullable(),
  committed_at: instant.nullable(),
  /** The commit's operation: `append` and `overwrite` by Flink, `replace` by a compaction. */
  operation: z.string().nullable(),
  /** The Flink checkpoint that the commit belongs to; null for any other commit. */
  checkpoint_id: z.string().nullable(),
})
export type RowPlace = z.infer<typeof rowPlace>

/** One record of the ride in Kafka, and what became of it. */
export const rideRecord = z.object({
  partition: z.int(),
  /** 64 bits, as text. */
  offset: z.string(),
  kafka_time: instant,
  /** The record's value; null when Kafka no longer keeps it. */
  value: z.string().nullable(),
  event_id: z.string(),
  status: z.enum(rideStatuses),
  sequence: z.int(),
  event_time: instant,
  lateness_ms: z.int(),
  is_late: z.boolean(),
  /** Whether an earlier record of this ride has the same event_id. */
  is_duplicate: z.boolean(),
  /** Its row in `iceberg_ride_event_log`; null while no commit has brought it. */
  log: rowPlace.nullable(),
  /** Whether it is in `iceberg_late_events` too. */
  in_late_events: z.boolean(),
})
export type RideRecord = z.infer<typeof rideRecord>

/** One of the surge windows that the request lies in. */
export const rideWindow = z.object({
  window_start: instant,
  window_end: instant,
  /** Null while the window has no row: it is still open, or nobody asked and nobody drove. */
  demand_count: exactNumber.nullable(),
  supply_count: exactNumber.nullable(),
  surge_multiplier: exactNumber.nullable(),
})

/** `GET /api/rides/{ride_id}`: one ride from its records in Kafka to every row it has a part in. */
export const rideTrace = z.object({
  ride_id: z.string(),
  /** In the order of Kafka. */
  records: z.array(rideRecord),
  /** Records with this ride's id that are no valid event. */
  dead_letters: z.array(
    z.object({ partition: z.int(), offset: z.string(), kafka_time: instant, reason: z.string(), payload: z.string() }),
  ),
  /** Its row in `iceberg_ride_events`; null while no commit has brought it. */
  state: rideRow.extend({ place: rowPlace }).nullable(),
  match: z
    .object({ driver_id: z.string(), driver_seen_at: instant, distance_km: z.number(), place: rowPlace })
    .nullable(),
  /** Why there is no match, or what became of it: who accepted. */
  match_note: z.string(),
  /** The surge windows that count its request; empty when the request was late, so that none does. */
  windows: z.array(rideWindow),
  /** The multiplier that applied: that of the last window closed at the request, 1.00 where it has no row. */
  surge: z
    .object({ surge_multiplier: exactNumber, window_end: instant, has_row: z.boolean(), closed: z.boolean() })
    .nullable(),
  /** The minute of `iceberg_city_metrics` that counts its completion. */
  minute: z
    .object({
      window_start: instant,
      window_end: instant,
      total_trips: exactNumber.nullable(),
      average_fare: exactNumber.nullable(),
    })
    .nullable(),
  /** What could not be looked at, and why. */
  blind: z.array(z.object({ what: z.string(), cause: z.string() })),
  server_now: instant,
})
export type RideTrace = z.infer<typeof rideTrace>
