import type { DriverLocation } from '@lakehouse/contracts/events/driver-location.ts'
import { SURGE_MAX, SURGE_MIN, SURGE_SLIDE_S, SURGE_WINDOW_S } from '@lakehouse/contracts/semantics.ts'
import type { Ride } from './classify.ts'
import { divideHalfUp, formatScaled } from './decimal.ts'
import { windowStarts } from './window.ts'

const SIZE_MS = SURGE_WINDOW_S * 1_000
const SLIDE_MS = SURGE_SLIDE_S * 1_000

export interface SurgeWindow {
  readonly city: string
  readonly zone_id: string
  /** Milliseconds since 1970; the end is exclusive. */
  readonly start: number
  readonly end: number
  readonly demand: number
  readonly supply: number
  /** DECIMAL(3,2) text. */
  readonly multiplier: string
}

interface Tally {
  readonly demand: Set<string>
  readonly supply: Set<string>
}

/**
 * Surge per city, zone and 60 s window every 10 s: distinct rides REQUESTED against distinct drivers AVAILABLE.
 * Fed with on-time events in any order, as long as no window has been closed that they fall into.
 */
export class SurgeWindows {
  readonly #open = new Map<number, Map<string, Map<string, Tally>>>()

  request(event: Ride, eventTime: number): void {
    if (event.status !== 'REQUESTED') return
    for (const tally of this.#tallies(event.city, event.zone_id, eventTime)) tally.demand.add(event.ride_id)
  }

  ping(event: DriverLocation, eventTime: number): void {
    if (event.status !== 'AVAILABLE') return
    for (const tally of this.#tallies(event.city, event.zone_id, eventTime)) tally.supply.add(event.driver_id)
  }

  /** Gives every window that ends at or before `time`, oldest first, and forgets it. */
  *close(time: number): Generator<SurgeWindow> {
    const due = [...this.#open.keys()].filter((start) => start + SIZE_MS <= time).sort((a, b) => a - b)
    for (const start of due) {
      for (const [city, zones] of this.#open.get(start) ?? []) {
        for (const [zone_id, tally] of zones) {
          const [demand, supply] = [tally.demand.size, tally.supply.size]
          const multiplier = surgeMultiplier(demand, supply)
          yield { city, zone_id, start, end: start + SIZE_MS, demand, supply, multiplier }
        }
      }
      this.#open.delete(start)
    }
  }

  *#tallies(city: string, zone: string, eventTime: number): Generator<Tally> {
    for (const start of windowStarts(eventTime, SIZE_MS, SLIDE_MS)) {
      const cities = entry(this.#open, start, () => new Map<string, Map<string, Tally>>())
      const zones = entry(cities, city, () => new Map<string, Tally>())
      yield entry(zones, zone, () => ({ demand: new Set<string>(), supply: new Set<string>() }))
    }
  }
}

/** demand / supply clamped to [1, 3], half-up to 2 decimals on the exact quotient; with no supply the maximum. */
export function surgeMultiplier(demand: number, supply: number): string {
  const [min, max] = [BigInt(SURGE_MIN) * 100n, BigInt(SURGE_MAX) * 100n]
  if (supply === 0) return formatScaled(max, 2)
  const hundredths = divideHalfUp(BigInt(demand) * 100n, BigInt(supply))
  return formatScaled(hundredths < min ? min : hundredths > max ? max : hundredths, 2)
}

function entry<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const created = create()
  map.set(key, created)
  return created
}
