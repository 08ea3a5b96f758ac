import { z } from 'zod'
import { rideStatuses } from '../events/ride-event.ts'
import { exactNumber } from './query-result.ts'

/** `GET /api/queries/<name>`: the named queries behind the Overview page; the file `trino/queries/<name>.sql` answers each. */

/** zone_surge: one row per zone, its newest closed surge window of the last 5 minutes. */
export const zoneSurge = z.object({
  city: z.string(),
  zone_id: z.string(),
  window_start: z.iso.datetime(),
  window_end: z.iso.datetime(),
  demand_count: exactNumber,
  supply_count: exactNumber,
  surge_multiplier: exactNumber,
})
export type ZoneSurge = z.infer<typeof zoneSurge>

/** surge_trend: one row per city and closed window of the last 30 minutes, at most one window per 10 s. */
export const surgeTrend = z.object({
  city: z.string(),
  window_end: z.iso.datetime(),
  demand_count: exactNumber,
  supply_count: exactNumber,
  /** Demand-weighted mean over the city's zones. */
  mean_surge: exactNumber,
  max_surge: exactNumber,
  surging_zones: exactNumber,
})
export type SurgeTrend = z.infer<typeof surgeTrend>

/** ride_states: rides requested in the last hour, by city and newest state. */
export const rideStates = z.object({ city: z.string(), status: z.enum(rideStatuses), rides: exactNumber })
export type RideStates = z.infer<typeof rideStates>

/** city_metrics: closed minutes of the last hour. */
export const cityMinute = z.object({
  city: z.string(),
  window_start: z.iso.datetime(),
  window_end: z.iso.datetime(),
  total_trips: exactNumber,
  average_fare: exactNumber,
})
export type CityMinute = z.infer<typeof cityMinute>

/** table_freshness: newest event and newest commit of every Iceberg table. */
export const tableFreshness = z.object({
  table_name: z.string(),
  newest_event_time: z.iso.datetime().nullable(),
  committed_at: z.iso.datetime().nullable(),
})
export type TableFreshness = z.infer<typeof tableFreshness>

/** Each named query and the shape of one of its rows. */
export const namedQueries = {
  zone_surge: zoneSurge,
  surge_trend: surgeTrend,
  ride_states: rideStates,
  city_metrics: cityMinute,
  table_freshness: tableFreshness,
} as const
export type QueryName = keyof typeof namedQueries
