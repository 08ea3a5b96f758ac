import type { DriverLocation, DriverStatus } from '@lakehouse/contracts/events/driver-location.ts'
import { type Point, rounded } from './geometry.ts'
import { Route } from './route.ts'
import { type Zone, zoneIdAt } from './zone.ts'

/** Every driver reports this often, milliseconds. */
export const PING_INTERVAL_MS = 5_000

/** Somebody with a car: where it goes, and whether it is free. */
export class Driver {
  readonly id: string
  status: DriverStatus = 'AVAILABLE'
  /** The zone the driver waits in, or was last available in. */
  zone: Zone
  #route: Route
  /** Known without asking when the whole route lies in one zone. */
  #zoneId: string | undefined

  constructor(id: string, zone: Zone, position: Point) {
    this.id = id
    this.zone = zone
    this.#route = Route.drive(0, 1, [position])
    this.#zoneId = zone.id
  }

  /** Sends the driver off; `within` is the zone that holds all of the route, if one does (cells are convex). */
  follow(route: Route, within?: Zone): void {
    this.#route = route
    this.#zoneId = within?.id
  }

  hasArrived(now: number): boolean {
    return now >= this.#route.endsAt
  }

  positionAt(now: number): Point {
    return this.#route.positionAt(now)
  }

  ping(eventId: string, now: number, eventTime: string): DriverLocation {
    const { latitude, longitude } = rounded(this.positionAt(now))
    return {
      event_id: eventId,
      driver_id: this.id,
      city: this.zone.city.name,
      zone_id: this.#zoneId ?? zoneIdAt({ latitude, longitude }),
      latitude,
      longitude,
      status: this.status,
      event_time: eventTime,
    }
  }
}
