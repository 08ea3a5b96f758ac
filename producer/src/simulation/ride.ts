import type { RideEvent, RideStatus } from '@lakehouse/contracts/events/ride-event.ts'
import type { Point } from './geometry.ts'
import type { Rider } from './rider.ts'
import type { Zone } from './zone.ts'

/** What may follow each status; a ride opens as REQUESTED. */
const nextStatuses: Readonly<Record<RideStatus, readonly RideStatus[]>> = {
  REQUESTED: ['ACCEPTED', 'CANCELLED'],
  ACCEPTED: ['COMPLETED', 'CANCELLED'],
  COMPLETED: [],
  CANCELLED: [],
}

export interface Trip {
  readonly rider: Rider
  readonly from: Zone
  readonly to: Zone
  readonly pickup: Point
  readonly dropoff: Point
  /** What the rider pays on arrival, surge included. */
  readonly fare: number
}

/** One ride and its history; every step gives a complete event. */
export class Ride {
  readonly id: string
  readonly trip: Trip
  readonly #requestedAt: string
  #status: RideStatus | undefined
  #driverId: string | null = null
  #sequence = 0

  /** `requestedAt`: ISO-8601 UTC with milliseconds. */
  constructor(id: string, trip: Trip, requestedAt: string) {
    this.id = id
    this.trip = trip
    this.#requestedAt = requestedAt
  }

  request(eventId: string): RideEvent {
    return this.#step('REQUESTED', eventId, this.#requestedAt)
  }

  accept(driverId: string, eventId: string, eventTime: string): RideEvent {
    this.#driverId = driverId
    return this.#step('ACCEPTED', eventId, eventTime)
  }

  complete(eventId: string, eventTime: string): RideEvent {
    return this.#step('COMPLETED', eventId, eventTime)
  }

  cancel(eventId: string, eventTime: string): RideEvent {
    return this.#step('CANCELLED', eventId, eventTime)
  }

  #step(status: RideStatus, eventId: string, eventTime: string): RideEvent {
    const allowed = this.#status === undefined ? ['REQUESTED'] : nextStatuses[this.#status]
    if (!allowed.includes(status)) throw new Error(`ride ${this.id} is ${this.#status} and cannot be ${status}`)
    this.#status = status
    this.#sequence++
    const { rider, from, pickup, dropoff, fare } = this.trip
    return {
      event_id: eventId,
      ride_id: this.id,
      rider_id: rider.id,
      driver_id: this.#driverId,
      city: from.city.name,
      zone_id: from.id,
      pickup_latitude: pickup.latitude,
      pickup_longitude: pickup.longitude,
      dropoff_latitude: dropoff.latitude,
      dropoff_longitude: dropoff.longitude,
      status,
      sequence: this.#sequence,
      fare: status === 'COMPLETED' ? fare : null,
      requested_at: this.#requestedAt,
      event_time: eventTime,
    }
  }
}
