import type { DriverLocation } from '@lakehouse/contracts/events/driver-location.ts'
import { type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import type { Ride } from './classify.ts'
import type { KafkaRecord } from './record.ts'

/** Test data: events that are right in every field, for tests to change what they are about. */

export const at = (iso: string): number => Date.parse(iso)

export function rideEvent(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    event_id: 'e1',
    ride_id: 'r1',
    rider_id: 'p1',
    driver_id: null,
    city: 'New York',
    zone_id: 'z1',
    pickup_latitude: 40.7,
    pickup_longitude: -74,
    dropoff_latitude: 40.8,
    dropoff_longitude: -73.9,
    status: 'REQUESTED',
    sequence: 1,
    fare: null,
    requested_at: '2026-03-01T12:00:00.000Z',
    event_time: '2026-03-01T12:00:00.000Z',
    ...changes,
  }
}

export const ride = (changes: Partial<Ride> = {}): Ride => rideEvent(changes) as unknown as Ride

export function ping(changes: Partial<DriverLocation> = {}): DriverLocation {
  return {
    event_id: 'p1',
    driver_id: 'd1',
    city: 'New York',
    zone_id: 'z1',
    latitude: 40.7,
    longitude: -74,
    status: 'AVAILABLE',
    event_time: '2026-03-01T12:00:00.000Z',
    ...changes,
  }
}

export function record(
  topic: TopicName,
  value: Buffer | string | object | null,
  place: Partial<KafkaRecord> = {},
): KafkaRecord {
  const bytes = value === null || Buffer.isBuffer(value) ? value : Buffer.from(text(value))
  return {
    topic,
    partition: 0,
    offset: 0,
    kafkaTime: at('2026-03-01T12:00:00.000Z'),
    key: null,
    value: bytes,
    ...place,
  }
}

function text(value: string | object): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export const rideRecord = (changes: Record<string, unknown> = {}, place: Partial<KafkaRecord> = {}): KafkaRecord =>
  record(topics.rideEvents.name, rideEvent(changes), place)
export const pingRecord = (changes: Partial<DriverLocation> = {}, place: Partial<KafkaRecord> = {}): KafkaRecord =>
  record(topics.driverLocations.name, ping(changes), place)
