import { topics } from '@lakehouse/contracts/topics.ts'
import { Driver, PING_INTERVAL_MS } from './driver.ts'
import type { CityFleet } from './fleet.ts'
import { distanceKm } from './geometry.ts'
import type { Journal } from './journal.ts'
import { supplyWeight } from './market.ts'
import { Random } from './random.ts'
import type { Trip } from './ride.ts'
import { Route } from './route.ts'
import type { Territory } from './territory.ts'
import type { Timers } from './timers.ts'
import { positionIn, type Zone } from './zone.ts'

/** Four times as fast as in a real city, so that a short look shows whole rides. */
const TRIP_SPEED_KMH = 105
const LONGEST_TRIP_MS = 240_000
const CRUISE_SPEED_KMH = 45
/** What a free driver does on arrival: take a break, move on to a neighbouring zone, or else circle in this one. */
const BREAK_CHANCE = 0.015
const MOVE_ON_CHANCE = 0.25
const SHORTEST_BREAK_MS = 60_000
const LONGEST_BREAK_MS = 180_000

/** Everybody who drives: reports positions, waits for rides, takes breaks. */
export class Drivers {
  readonly all: readonly Driver[]
  readonly #territory: Territory
  readonly #journal: Journal
  readonly #timers: Timers
  readonly #random: Random
  readonly #pings: readonly Driver[][]

  constructor(cities: readonly CityFleet[], seed: number, territory: Territory, journal: Journal, timers: Timers) {
    this.#territory = territory
    this.#journal = journal
    this.#timers = timers
    this.#random = new Random(seed, 'driving')
    this.all = cities.flatMap((fleet) => this.#hire(fleet, seed))
    this.#pings = spreadEvenly(new Random(seed, 'pings').shuffle(this.all))
  }

  /** Lets everybody report whose turn it is at this millisecond. */
  ping(): void {
    const { now } = this.#journal
    for (const driver of this.#pings[now % PING_INTERVAL_MS] ?? []) {
      if (driver.status === 'AVAILABLE' && driver.hasArrived(now)) this.#decideWhatNext(driver)
      const { zone_id } = this.#journal.record(topics.driverLocations.name, driver.id, (eventId, eventTime) =>
        driver.ping(eventId, now, eventTime),
      )
      if (driver.status === 'AVAILABLE' && zone_id !== driver.zone.id) this.#enter(driver, zone_id)
    }
  }

  /** The free driver nearest to the pickup: the zone's own come first, those of the zones around it when it has none. */
  nearestTo({ from, pickup }: Trip): Driver | undefined {
    const own = this.#territory.marketOf(from).available
    const candidates =
      own.length > 0
        ? own
        : this.#territory.adjacentTo(from).flatMap((zone) => this.#territory.marketOf(zone).available)
    let nearest: Driver | undefined
    let shortest = Number.POSITIVE_INFINITY
    for (const driver of candidates) {
      const distance = distanceKm(driver.positionAt(this.#journal.now), pickup)
      if (distance >= shortest) continue
      shortest = distance
      nearest = driver
    }
    return nearest
  }

  /** Sends the driver to the pickup and on to the dropoff. */
  assign(driver: Driver, { pickup, dropoff }: Trip): Route {
    const { now } = this.#journal
    this.#territory.marketOf(driver.zone).leave(driver)
    driver.status = 'ON_TRIP'
    const speed = Math.max(TRIP_SPEED_KMH, distanceKm(pickup, dropoff) / (LONGEST_TRIP_MS / 3_600_000))
    const route = Route.drive(now, speed, [driver.positionAt(now), pickup, dropoff])
    driver.follow(route)
    return route
  }

  /** The driver is free again and stays around this zone. */
  release(driver: Driver, zone: Zone): void {
    driver.zone = zone
    this.#cruise(driver, zone)
    this.#makeAvailable(driver)
  }

  #hire({ city, drivers }: CityFleet, seed: number): Driver[] {
    const zones = this.#territory.zonesOf(city)
    const places = zones.flatMap((zone) => Array<Zone>(Math.round(10 * supplyWeight(zone))).fill(zone))
    return Array.from({ length: drivers }, (_, index) => {
      const zone = this.#random.pick(places)
      const driver = new Driver(`driver-${city.code}-${seed}-${index}`, zone, positionIn(zone, this.#random))
      this.#territory.marketOf(zone).enter(driver)
      return driver
    })
  }

  #enter(driver: Driver, zoneId: string): void {
    const entered = this.#territory.marketAt(zoneId)
    if (entered === undefined) return
    this.#territory.marketOf(driver.zone).leave(driver)
    driver.zone = entered.zone
    entered.enter(driver)
  }

  #decideWhatNext(driver: Driver): void {
    const elsewhere = this.#territory.adjacentTo(driver.zone)
    if (this.#random.chance(BREAK_CHANCE)) this.#takeBreak(driver)
    else if (elsewhere.length > 0 && this.#random.chance(MOVE_ON_CHANCE)) {
      this.#cruise(driver, this.#territory.lessCrowded(elsewhere, this.#random))
    } else this.#cruise(driver, driver.zone)
  }

  #cruise(driver: Driver, to: Zone): void {
    const { now } = this.#journal
    driver.follow(Route.drive(now, CRUISE_SPEED_KMH, [driver.positionAt(now), positionIn(to, this.#random)]))
  }

  #takeBreak(driver: Driver): void {
    driver.status = 'OFFLINE'
    this.#territory.marketOf(driver.zone).leave(driver)
    const until = this.#journal.now + this.#random.between(SHORTEST_BREAK_MS, LONGEST_BREAK_MS)
    this.#timers.set(until, () => this.#makeAvailable(driver))
  }

  #makeAvailable(driver: Driver): void {
    driver.status = 'AVAILABLE'
    this.#territory.marketOf(driver.zone).enter(driver)
  }
}

/** For each millisecond of the ping interval the drivers who report in it. */
function spreadEvenly(drivers: readonly Driver[]): Driver[][] {
  const slots: Driver[][] = Array.from({ length: PING_INTERVAL_MS }, () => [])
  for (const [index, driver] of drivers.entries()) {
    slots[Math.floor((index * PING_INTERVAL_MS) / drivers.length)]?.push(driver)
  }
  return slots
}
