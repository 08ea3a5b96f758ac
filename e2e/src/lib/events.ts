import { randomUUID } from 'node:crypto'
import type { DriverLocation } from '@lakehouse/contracts/events/driver-location.ts'
import type { RideEvent } from '@lakehouse/contracts/events/ride-event.ts'

/** A name no other test or simulation uses. */
export const unique = (prefix: string) => `${prefix}-${randomUUID().slice(0, 8)}`

/** A requested ride in a city of its own; override what the test is about. */
export function rideEvent(fields: Partial<RideEvent> = {}): RideEvent {
  const now = new Date().toISOString()
  return {
    event_id: randomUUID(),
    ride_id: unique('ride'),
    rider_id: unique('rider'),
    driver_id: null,
    city: 'Test Çity',
    zone_id: unique('zone'),
    pickup_latitude: 40.7,
    pickup_longitude: -74,
    dropoff_latitude: 40.8,
    dropoff_longitude: -73.9,
    status: 'REQUESTED',
    sequence: 1,
    fare: null,
    requested_at: now,
    event_time: now,
    ...fields,
  }
}

/** An available driver; override what the test is about. */
export function driverLocation(fields: Partial<DriverLocation> = {}): DriverLocation {
  return {
    event_id: randomUUID(),
    driver_id: unique('driver'),
    city: 'Test Çity',
    zone_id: unique('zone'),
    latitude: 40.7,
    longitude: -74,
    status: 'AVAILABLE',
    event_time: new Date().toISOString(),
    ...fields,
  }
}
