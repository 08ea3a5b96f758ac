import { z } from 'zod'
import { city, eventTime, identifier, latitude, longitude, zoneId } from './fields.ts'

export const rideStatuses = ['REQUESTED', 'ACCEPTED', 'COMPLETED', 'CANCELLED'] as const
export type RideStatus = (typeof rideStatuses)[number]

/** The most that the tables' DECIMAL(10,2) holds; more would become NULL or stop the job. */
export const MAX_FARE = 99_999_999.99

/** One step in a ride's life, key `ride_id`. Always complete: no field is a placeholder. */
export const rideEvent = z.object({
  event_id: identifier,
  ride_id: identifier,
  rider_id: identifier,
  driver_id: identifier.nullable(),
  city,
  zone_id: zoneId,
  pickup_latitude: latitude,
  pickup_longitude: longitude,
  dropoff_latitude: latitude,
  dropoff_longitude: longitude,
  status: z.enum(rideStatuses),
  sequence: z.int().min(1).max(3),
  fare: z.number().min(0).max(MAX_FARE).nullable(),
  requested_at: eventTime,
  event_time: eventTime,
})
export type RideEvent = z.infer<typeof rideEvent>
