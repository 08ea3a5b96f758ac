import type { City } from './city.ts'
import { PING_INTERVAL_MS } from './driver.ts'

/** Share of all events that are drivers' pings; the rest are ride events. */
const PING_SHARE = 0.94
/** Most rides are completed (3 events), some cancelled before or after they are accepted; a test holds this to what happens. */
const EVENTS_PER_RIDE = 2.51
/** Gives 15 to 30 free drivers in a typical zone: about a third are on a trip. */
const DRIVERS_PER_ZONE = 32
/** A city with fewer drivers than this is not worth serving, as long as three remain. */
const DRIVERS_PER_CITY = 120
const FEWEST_CITIES = 3
/** Drivers who know enough riders that hardly anybody rides twice in an hour. */
const RIDERS_PER_DRIVER = 20

export interface CityFleet {
  readonly city: City
  readonly drivers: number
  readonly zones: number
  readonly riders: number
}

/** How large the simulated company must be to make `rate` events per second. */
export interface Fleet {
  readonly cities: readonly CityFleet[]
  readonly requestsPerSecond: number
}

/** Sizes the fleet; of `candidates` (largest first) a small fleet serves only the first ones. */
export function fleetFor(rate: number, candidates: readonly City[]): Fleet {
  const drivers = Math.max(candidates.length, Math.round((rate * PING_SHARE * PING_INTERVAL_MS) / 1000))
  const served = candidates.slice(0, Math.max(FEWEST_CITIES, Math.floor(drivers / DRIVERS_PER_CITY)))
  const totalWeight = served.reduce((sum, city) => sum + city.weight, 0)
  let weightBefore = 0
  const cities = served.map((city) => {
    // Rounding the running sum, so that the parts add up to the whole.
    const before = Math.round((drivers * weightBefore) / totalWeight)
    weightBefore += city.weight
    const here = Math.round((drivers * weightBefore) / totalWeight) - before
    return {
      city,
      drivers: here,
      zones: Math.max(2, Math.round(here / DRIVERS_PER_ZONE)),
      riders: Math.max(50, here * RIDERS_PER_DRIVER),
    }
  })
  return { cities, requestsPerSecond: (rate * (1 - PING_SHARE)) / EVENTS_PER_RIDE }
}
