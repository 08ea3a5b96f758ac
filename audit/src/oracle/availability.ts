import type { DriverLocation } from '@lakehouse/contracts/events/driver-location.ts'

const MINUTE_MS = 60_000

/** A ping that says something new about a driver's availability. */
export interface AvailabilityReport {
  readonly event: DriverLocation
  /** event_time, milliseconds since 1970. */
  readonly time: number
}

interface LastPing {
  readonly zone: string
  readonly status: DriverLocation['status']
  readonly minute: number
}

/**
 * Finds the availability reports among a driver's pings: its first, the first in its UTC minute, and each that differs
 * in zone or status from the driver's previous one. Fed with on-time pings in event-time order.
 */
export class AvailabilityReports {
  readonly #last = new Map<string, LastPing>()

  /** @returns the report this ping is, or null. */
  ping(event: DriverLocation, time: number): AvailabilityReport | null {
    const last = this.#last.get(event.driver_id)
    const minute = Math.floor(time / MINUTE_MS)
    this.#last.set(event.driver_id, { zone: event.zone_id, status: event.status, minute })
    const nothingNew =
      last !== undefined && last.minute === minute && last.zone === event.zone_id && last.status === event.status
    return nothingNew ? null : { event, time }
  }
}
