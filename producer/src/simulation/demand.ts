import type { City, HotSpot } from './city.ts'
import type { Random } from './random.ts'
import type { Zone } from './zone.ts'

/** A hot spot's crowd comes and goes within this long, so that surge is seen to move, ms. */
const SHORTEST_WAVE_MS = 4 * 60_000
const LONGEST_WAVE_MS = 8 * 60_000
/** Weight of a zone without any hot spot, where 1 is what a hot spot's pull counts in. */
const ORDINARY_WEIGHT = 0.45

interface Wave {
  readonly period: number
  readonly phase: number
}

/** Where the next ride is requested: a weight per zone that shifts with the hour of each city and the waves of its hot spots. */
export class Demand {
  readonly #zones: readonly Zone[]
  readonly #waves = new Map<HotSpot, Wave>()
  /** Sums of the weights up to and including each zone. */
  readonly #cumulative: Float64Array
  #total = 0

  constructor(zones: readonly Zone[], random: Random) {
    this.#zones = zones
    this.#cumulative = new Float64Array(zones.length)
    for (const city of new Set(zones.map((zone) => zone.city))) {
      // Spread over the wave, so that at any time some hot spot of a city is busy and another is not.
      const start = random.next()
      for (const [index, spot] of city.hotSpots.entries()) {
        const period = random.between(SHORTEST_WAVE_MS, LONGEST_WAVE_MS)
        this.#waves.set(spot, { period, phase: start + index / city.hotSpots.length })
      }
    }
  }

  /** Moves the weights to `now` (ms of the simulation), at `wallTime` (epoch ms). */
  update(now: number, wallTime: number): void {
    const rush = new Map<City, number>()
    let total = 0
    for (const [index, zone] of this.#zones.entries()) {
      let cityFactor = rush.get(zone.city)
      if (cityFactor === undefined) {
        cityFactor = rushHour(localHour(wallTime, zone.city.timeZone))
        rush.set(zone.city, cityFactor)
      }
      let weight = ORDINARY_WEIGHT
      for (const [spot, heat] of zone.heat.entries()) {
        const hotSpot = zone.city.hotSpots[spot]
        if (hotSpot !== undefined) weight += hotSpot.pull * heat * this.#crowd(hotSpot, now)
      }
      total += weight * cityFactor
      this.#cumulative[index] = total
    }
    this.#total = total
  }

  nextZone(random: Random): Zone {
    const target = random.next() * this.#total
    let low = 0
    let high = this.#cumulative.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#cumulative[middle] ?? 0) <= target) low = middle + 1
      else high = middle
    }
    const zone = this.#zones[low]
    if (zone === undefined) throw new Error('there is no zone to request a ride in')
    return zone
  }

  /** Near 1 on average, from almost empty to more than twice that. */
  #crowd(spot: HotSpot, now: number): number {
    const wave = this.#waves.get(spot)
    if (wave === undefined) return 1
    const swell = 0.5 + 0.5 * Math.sin(2 * Math.PI * (now / wave.period + wave.phase))
    return 0.1 + 2.4 * swell ** 2
  }
}

/** How busy a city is at an hour of its day (0 to 24, fractions too): peaks at 8 and 18, quiet at 4. */
export function rushHour(hour: number): number {
  const peak = (at: number, width: number): number => Math.exp(-(((hour - at) / width) ** 2))
  const night = peak(4, 3) + peak(28, 3)
  return 1 + 0.5 * peak(8, 1.5) + 0.6 * peak(18, 2) - 0.4 * night
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function localHour(wallTime: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    clocks.set(timeZone, clock)
  }
  const [hour, minute] = clock.format(wallTime).split(':').map(Number)
  return (hour ?? 0) + (minute ?? 0) / 60
}
