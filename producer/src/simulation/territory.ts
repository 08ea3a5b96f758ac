import type { City } from './city.ts'
import type { CityFleet } from './fleet.ts'
import { Market } from './market.ts'
import type { Random } from './random.ts'
import { type Zone, zonesOf, zonesWithin } from './zone.ts'

/** Most rides end within this many rings of zones, about 12 km. */
const NEARBY_RINGS = 5

/** The zones of all cities, how they lie to each other, and the market in each. */
export class Territory {
  readonly zones: readonly Zone[]
  readonly #zonesOfCity: ReadonlyMap<City, readonly Zone[]>
  readonly #markets: ReadonlyMap<string, Market>
  readonly #adjacent: ReadonlyMap<Zone, readonly Zone[]>
  readonly #nearby: ReadonlyMap<Zone, readonly Zone[]>

  constructor(cities: readonly CityFleet[]) {
    this.#zonesOfCity = new Map(cities.map(({ city, zones }) => [city, zonesOf(city, zones)]))
    this.zones = [...this.#zonesOfCity.values()].flat()
    this.#markets = new Map(this.zones.map((zone) => [zone.id, new Market(zone)]))
    this.#adjacent = zonesWithin(this.zones, 1)
    this.#nearby = zonesWithin(this.zones, NEARBY_RINGS)
  }

  zonesOf(city: City): readonly Zone[] {
    return this.#zonesOfCity.get(city) ?? []
  }

  adjacentTo(zone: Zone): readonly Zone[] {
    return this.#adjacent.get(zone) ?? []
  }

  near(zone: Zone): readonly Zone[] {
    return this.#nearby.get(zone) ?? []
  }

  /** The market at a cell; none where no rides start. */
  marketAt(zoneId: string): Market | undefined {
    return this.#markets.get(zoneId)
  }

  marketOf(zone: Zone): Market {
    const market = this.#markets.get(zone.id)
    if (market === undefined) throw new Error(`zone ${zone.id} has no market`)
    return market
  }

  /** The better of two: enough to keep drivers from piling up, and still any zone can be chosen. */
  lessCrowded(zones: readonly Zone[], random: Random): Zone {
    const one = random.pick(zones)
    const other = random.pick(zones)
    return this.marketOf(one).crowding <= this.marketOf(other).crowding ? one : other
  }
}
