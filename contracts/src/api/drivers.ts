import { z } from 'zod'
import { driverLocation } from '../events/driver-location.ts'
import { zoneSurge } from './overview.ts'
import { queryResult } from './query-result.ts'

/** Where a driver was last, by the newest ping in the topic. */
export const driverPosition = driverLocation.omit({ event_id: true, city: true })
export type DriverPosition = z.infer<typeof driverPosition>

/**
 * `GET /api/drivers?city=NAME&at=INSTANT`: each driver's newest ping at a moment, without `at` now. Read from the topic
 * itself, because the table keeps one report per driver and minute.
 */
export const driverPositions = z.object({
  city: z.string(),
  drivers: z.array(driverPosition),
  /** Every city that has a ping in what was read, in order of name. */
  cities: z.array(z.string()),
  /** What was read of the topic: from and until when, Kafka time. */
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  records: z.int(),
  /** Whether every driver that pings is among them; not when there are more pings than are read at once. */
  complete: z.boolean(),
  newest_event_time: z.iso.datetime().nullable(),
  server_now: z.iso.datetime(),
})
export type DriverPositions = z.infer<typeof driverPositions>

/** `GET /api/zones/surge?at=INSTANT`: of each zone, the last surge window that had closed then, in the 5 minutes before. */
export const zoneSurgeAt = queryResult(zoneSurge).extend({ at: z.iso.datetime() })
export type ZoneSurgeAt = z.infer<typeof zoneSurgeAt>
