import { CITY_METRICS_WINDOW_S } from '@lakehouse/contracts/semantics.ts'
import type { Ride } from './classify.ts'
import { divideHalfUp, formatScaled, toScaled } from './decimal.ts'
import { windowStarts } from './window.ts'

const MINUTE_MS = CITY_METRICS_WINDOW_S * 1_000

export interface CityMinute {
  readonly city: string
  /** Milliseconds since 1970; the end is exclusive. */
  readonly start: number
  readonly end: number
  readonly trips: number
  /** DECIMAL(18,6) text; null when no ride of the minute has a fare. */
  readonly averageFare: string | null
}

interface Tally {
  trips: number
  fares: number
  cents: bigint
}

/** Completed rides and their average fare per city and UTC minute, each ride once: at its first on-time COMPLETED event. */
export class CityMinutes {
  readonly #counted = new Set<string>()
  readonly #minutes = new Map<number, Map<string, Tally>>()

  complete(event: Ride, eventTime: number): void {
    if (event.status !== 'COMPLETED' || this.#counted.has(event.ride_id)) return
    this.#counted.add(event.ride_id)
    for (const start of windowStarts(eventTime, MINUTE_MS, MINUTE_MS)) {
      const cities = this.#minutes.get(start) ?? new Map<string, Tally>()
      this.#minutes.set(start, cities)
      const tally = cities.get(event.city) ?? { trips: 0, fares: 0, cents: 0n }
      cities.set(event.city, tally)
      tally.trips += 1
      if (event.fare !== null) {
        tally.fares += 1
        tally.cents += toScaled(event.fare, 2)
      }
    }
  }

  /** Gives every minute that ends at or before `time`, oldest first, and forgets it. */
  *close(time: number): Generator<CityMinute> {
    const due = [...this.#minutes.keys()].filter((start) => start + MINUTE_MS <= time).sort((a, b) => a - b)
    for (const start of due) {
      for (const [city, { trips, fares, cents }] of this.#minutes.get(start) ?? []) {
        yield { city, start, end: start + MINUTE_MS, trips, averageFare: averageFare(cents, fares) }
      }
      this.#minutes.delete(start)
    }
  }
}

/** The exact mean of fares summed in cents, half-up to 6 decimals; null of no fares. */
export function averageFare(cents: bigint, fares: number): string | null {
  return fares === 0 ? null : formatScaled(divideHalfUp(cents * 10_000n, BigInt(fares)), 6)
}
