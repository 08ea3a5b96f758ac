import { SURGE_MAX, SURGE_MIN } from '@lakehouse/contracts/semantics.ts'
import type { Driver } from './driver.ts'
import type { Zone } from './zone.ts'

/** A rider is quoted a price by the requests of this long, ms. */
const QUOTE_WINDOW_MS = 60_000
/** So many requests in the last minute attract drivers as much as an ordinary zone does by itself. */
const REQUESTS_PER_PULL = 8

/** Supply and demand of one zone at this moment. */
export class Market {
  readonly zone: Zone
  readonly #available: Driver[] = []
  readonly #placeOf = new Map<Driver, number>()
  #requests: number[] = []

  constructor(zone: Zone) {
    this.zone = zone
  }

  get available(): readonly Driver[] {
    return this.#available
  }

  enter(driver: Driver): void {
    if (this.#placeOf.has(driver)) return
    this.#placeOf.set(driver, this.#available.push(driver) - 1)
  }

  leave(driver: Driver): void {
    const place = this.#placeOf.get(driver)
    if (place === undefined) return
    const last = this.#available.pop()
    if (last !== undefined && last !== driver) {
      this.#available[place] = last
      this.#placeOf.set(last, place)
    }
    this.#placeOf.delete(driver)
  }

  request(now: number): void {
    this.#requests = this.#requests.filter((at) => at > now - QUOTE_WINDOW_MS)
    this.#requests.push(now)
  }

  /** The multiplier quoted to a rider: requests of the last minute over drivers free now. Flink's windows judge afterwards. */
  get quote(): number {
    const ratio = this.#requests.length / Math.max(1, this.#available.length)
    return Math.round(Math.min(SURGE_MAX, Math.max(SURGE_MIN, ratio)) * 100) / 100
  }

  /** Free drivers for each unit of pull, of the place and of the requests just made: low where the next driver is wanted. */
  get crowding(): number {
    return this.#available.length / (supplyWeight(this.zone) + this.#requests.length / REQUESTS_PER_PULL)
  }
}

/** Drivers like to wait where riders are, but not as much as riders like to be there. */
export function supplyWeight(zone: Zone): number {
  return 1 + 0.6 * zone.heat.reduce((sum, heat) => sum + heat, 0)
}
