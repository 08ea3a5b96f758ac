import { z } from 'zod'
import { city, eventTime, identifier, latitude, longitude, zoneId } from './fields.ts'

export const driverStatuses = ['AVAILABLE', 'ON_TRIP', 'OFFLINE'] as const
export type DriverStatus = (typeof driverStatuses)[number]

/** One position ping, key `driver_id`. A driver's event_time strictly increases. */
export const driverLocation = z.object({
  event_id: identifier,
  driver_id: identifier,
  city,
  zone_id: zoneId,
  latitude,
  longitude,
  status: z.enum(driverStatuses),
  event_time: eventTime,
})
export type DriverLocation = z.infer<typeof driverLocation>
