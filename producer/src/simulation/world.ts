import { eventId } from '@lakehouse/contracts/ledger.ts'
import { type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import type { City } from './city.ts'
import type { Step } from './clock.ts'
import { Demand } from './demand.ts'
import { Driver, PING_INTERVAL_MS } from './driver.ts'
import { fareFor } from './fare.ts'
import { fleetFor } from './fleet.ts'
import { distanceKm } from './geometry.ts'
import { Market, supplyWeight } from './market.ts'
import { Random } from './random.ts'
import { Ride, type Trip } from './ride.ts'
import { Riders } from './rider.ts'
import { Route } from './route.ts'
import { Timers } from './timers.ts'
import { positionIn, type Zone, zonesOf, zonesWithin } from './zone.ts'

/** Four times as fast as in a real city, so that a short look shows whole rides. */
const TRIP_SPEED_KMH = 105
const LONGEST_TRIP_MS = 240_000
const CRUISE_SPEED_KMH = 45
/** Most rides end within this many rings of zones, about 12 km. */
const NEARBY_RINGS = 5
/** At a price s times the usual one, s to the power of minus this is the share of riders who still want the ride. */
const PRICE_ELASTICITY = 0.9
/** What a free driver does on arrival: take a break, move on to a neighbouring zone, or else circle in this one. */
const BREAK_CHANCE = 0.015
const MOVE_ON_CHANCE = 0.25

/** What really happened in the simulated company, ready to send. */
export interface SimulatedEvent {
  readonly topic: TopicName
  readonly key: string
  /** Position in the run: the n-th event. */
  readonly number: number
  /** Its event_time, epoch milliseconds. */
  readonly time: number
  /** The JSON text. */
  readonly value: string
}

export interface WorldOptions {
  readonly seed: number
  /** Epoch milliseconds; with the seed it names the run. */
  readonly startedAt: number
  /** Events per second of simulated time. */
  readonly rate: number
  readonly cities: readonly City[]
}

/**
 * The simulated company. Nothing in it reads a clock or an unseeded random number: the same options and the same steps give
 * the same events to the byte, however the steps are cut.
 */
export class World {
  /** Prefix of the event and ride ids: a producer that starts again never repeats one. */
  readonly run: string
  readonly drivers: readonly Driver[]
  readonly zones: readonly Zone[]

  readonly #startedAt: number
  readonly #markets: ReadonlyMap<string, Market>
  readonly #adjacent: ReadonlyMap<Zone, readonly Zone[]>
  readonly #nearby: ReadonlyMap<Zone, readonly Zone[]>
  readonly #zonesOfCity: ReadonlyMap<City, readonly Zone[]>
  readonly #demand: Demand
  readonly #riders: ReadonlyMap<City, Riders>
  readonly #requestInterval: number
  readonly #pings: readonly Driver[][]
  readonly #timers = new Timers()
  readonly #driving: Random
  readonly #riding: Random
  #now = 0
  #skipped = 0
  #events: SimulatedEvent[] = []
  #eventCount = 0
  #rideCount = 0
  /** The newest time written out: at high rates many events share a millisecond. */
  #iso = { time: Number.NaN, text: '' }

  constructor({ seed, startedAt, rate, cities }: WorldOptions) {
    this.run = `${startedAt.toString(36)}-${seed.toString(36)}`
    this.#startedAt = startedAt
    this.#driving = new Random(seed, 'driving')
    this.#riding = new Random(seed, 'riding')

    const fleet = fleetFor(rate, cities)
    this.#zonesOfCity = new Map(fleet.cities.map(({ city, zones }) => [city, zonesOf(city, zones)]))
    this.zones = [...this.#zonesOfCity.values()].flat()
    this.#markets = new Map(this.zones.map((zone) => [zone.id, new Market(zone)]))
    this.#adjacent = zonesWithin(this.zones, 1)
    this.#nearby = zonesWithin(this.zones, NEARBY_RINGS)
    this.#riders = new Map(fleet.cities.map(({ city, riders }) => [city, new Riders(seed, this.#riding, riders)]))
    this.#demand = new Demand(this.zones, new Random(seed, 'demand'))
    this.#requestInterval = 1000 / fleet.requestsPerSecond

    this.drivers = fleet.cities.flatMap(({ city, drivers }) => this.#hire(city, drivers, seed))
    this.#pings = spreadEvenly(new Random(seed, 'pings').shuffle(this.drivers))
    this.#shiftDemand()
    this.#awaitRequest(0)
  }

  /** Moves on and gives what happened on the way, in the order of event_time. */
  advance({ skipped, elapsed }: Step): SimulatedEvent[] {
    this.#skipped += skipped
    const until = this.#now + elapsed
    while (this.#now < until) {
      this.#now++
      this.#timers.runUntil(this.#now)
      for (const driver of this.#pings[this.#now % PING_INTERVAL_MS] ?? []) this.#ping(driver)
    }
    const events = this.#events
    this.#events = []
    return events
  }

  #hire(city: City, count: number, seed: number): Driver[] {
    const zones = this.#zonesOfCity.get(city) ?? []
    const places = zones.flatMap((zone) => Array<Zone>(Math.round(10 * supplyWeight(zone))).fill(zone))
    return Array.from({ length: count }, (_, index) => {
      const zone = this.#driving.pick(places)
      const driver = new Driver(`driver-${city.code}-${seed}-${index}`, zone, positionIn(zone, this.#driving))
      this.#marketOf(zone).enter(driver)
      return driver
    })
  }

  #ping(driver: Driver): void {
    if (driver.status === 'AVAILABLE' && driver.hasArrived(this.#now)) this.#decideWhatNext(driver)
    const location = driver.ping(this.#nextEventId(), this.#now, this.#isoNow())
    this.#emit(topics.driverLocations.name, driver.id, location)
    if (driver.status !== 'AVAILABLE' || location.zone_id === driver.zone.id) return
    const entered = this.#markets.get(location.zone_id)
    if (entered === undefined) return
    this.#marketOf(driver.zone).leave(driver)
    driver.zone = entered.zone
    entered.enter(driver)
  }

  #decideWhatNext(driver: Driver): void {
    const elsewhere = this.#adjacent.get(driver.zone) ?? []
    if (this.#driving.chance(BREAK_CHANCE)) this.#takeBreak(driver)
    else if (elsewhere.length > 0 && this.#driving.chance(MOVE_ON_CHANCE)) {
      this.#cruise(driver, this.#lessCrowded(elsewhere, this.#driving))
    } else this.#cruise(driver, driver.zone)
  }

  #cruise(driver: Driver, to: Zone): void {
    const here = driver.positionAt(this.#now)
    driver.follow(Route.drive(this.#now, CRUISE_SPEED_KMH, [here, positionIn(to, this.#driving)]))
  }

  #takeBreak(driver: Driver): void {
    driver.status = 'OFFLINE'
    this.#marketOf(driver.zone).leave(driver)
    this.#timers.set(this.#now + this.#driving.between(60_000, 180_000), () => this.#free(driver))
  }

  #free(driver: Driver): void {
    driver.status = 'AVAILABLE'
    this.#marketOf(driver.zone).enter(driver)
  }

  /** Crowds shift slowly: once a second is enough. */
  #shiftDemand(): void {
    this.#demand.update(this.#now, this.#wallTime())
    this.#timers.set(this.#now + 1000, () => this.#shiftDemand())
  }

  #awaitRequest(from: number): void {
    const at = from + this.#riding.exponential(this.#requestInterval)
    this.#timers.set(at, () => {
      this.#requestRide()
      this.#awaitRequest(at)
    })
  }

  #requestRide(): void {
    const from = this.#demand.nextZone(this.#riding)
    const market = this.#marketOf(from)
    market.request(this.#now)
    const to = this.#destination(from)
    const pickup = positionIn(from, this.#riding)
    const dropoff = positionIn(to, this.#riding)
    const quote = market.quote
    const fare = fareFor(pickup, dropoff, quote)
    const rider = this.#ridersOf(from.city).next(from.city)
    const trip = { rider, from, to, pickup, dropoff, fare }
    const ride = new Ride(`ride-${this.run}-${(this.#rideCount++).toString(36)}`, trip, this.#isoNow())
    this.#emit(topics.rideEvents.name, ride.id, ride.request(this.#nextEventId()))
    const answerAt = this.#now + this.#riding.between(2_000, 6_000)
    if (this.#riding.chance(1 - quote ** -PRICE_ELASTICITY)) this.#timers.set(answerAt, () => this.#cancel(ride))
    else this.#timers.set(answerAt, () => this.#dispatch(ride, this.#now + rider.patience))
  }

  #destination(from: Zone): Zone {
    const nearby = this.#nearby.get(from) ?? []
    const anywhere = this.#zonesOfCity.get(from.city) ?? []
    return this.#lessCrowded(nearby.length === 0 || this.#riding.chance(0.1) ? anywhere : nearby, this.#riding)
  }

  /** The better of two: enough to keep drivers from piling up, and still any zone can be chosen. */
  #lessCrowded(zones: readonly Zone[], random: Random): Zone {
    const one = random.pick(zones)
    const other = random.pick(zones)
    return this.#marketOf(one).crowding <= this.#marketOf(other).crowding ? one : other
  }

  /** Offers the ride to the nearest free driver; tries again until the rider gives up. */
  #dispatch(ride: Ride, givesUpAt: number): void {
    const driver = this.#nearestDriver(ride.trip)
    if (driver !== undefined) this.#accept(ride, driver)
    else if (this.#now >= givesUpAt) this.#cancel(ride)
    else this.#timers.set(Math.min(this.#now + 4_000, givesUpAt), () => this.#dispatch(ride, givesUpAt))
  }

  /** The zone's own drivers come first, those of the zones around it when it has none. */
  #nearestDriver({ from, pickup }: Trip): Driver | undefined {
    const own = this.#marketOf(from).available
    const candidates =
      own.length > 0 ? own : (this.#adjacent.get(from) ?? []).flatMap((zone) => this.#marketOf(zone).available)
    let nearest: Driver | undefined
    let shortest = Number.POSITIVE_INFINITY
    for (const driver of candidates) {
      const distance = distanceKm(driver.positionAt(this.#now), pickup)
      if (distance >= shortest) continue
      shortest = distance
      nearest = driver
    }
    return nearest
  }

  #accept(ride: Ride, driver: Driver): void {
    const { pickup, dropoff } = ride.trip
    this.#marketOf(driver.zone).leave(driver)
    driver.status = 'ON_TRIP'
    const here = driver.positionAt(this.#now)
    const speed = Math.max(TRIP_SPEED_KMH, distanceKm(pickup, dropoff) / (LONGEST_TRIP_MS / 3_600_000))
    const route = Route.drive(this.#now, speed, [here, pickup, dropoff])
    driver.follow(route)
    this.#emit(topics.rideEvents.name, ride.id, ride.accept(driver.id, this.#nextEventId(), this.#isoNow()))
    if (this.#riding.chance(0.05)) {
      const at = this.#riding.between(this.#now, route.reaches(1))
      this.#timers.set(Math.max(this.#now + 1, at), () => {
        this.#cancel(ride)
        this.#cruise(driver, driver.zone)
        this.#free(driver)
      })
    } else this.#timers.set(route.endsAt, () => this.#complete(ride, driver))
  }

  #complete(ride: Ride, driver: Driver): void {
    this.#emit(topics.rideEvents.name, ride.id, ride.complete(this.#nextEventId(), this.#isoNow()))
    this.#ridersOf(ride.trip.from.city).release(ride.trip.rider)
    driver.zone = ride.trip.to
    this.#cruise(driver, driver.zone)
    this.#free(driver)
  }

  #cancel(ride: Ride): void {
    this.#emit(topics.rideEvents.name, ride.id, ride.cancel(this.#nextEventId(), this.#isoNow()))
    this.#ridersOf(ride.trip.from.city).release(ride.trip.rider)
  }

  #emit(topic: TopicName, key: string, event: object): void {
    const value = JSON.stringify(event)
    this.#events.push({ topic, key, number: this.#eventCount++, time: this.#wallTime(), value })
  }

  #nextEventId(): string {
    return eventId(this.run, this.#eventCount)
  }

  #wallTime(): number {
    return this.#startedAt + this.#skipped + this.#now
  }

  #isoNow(): string {
    const time = this.#wallTime()
    if (time !== this.#iso.time) this.#iso = { time, text: new Date(time).toISOString() }
    return this.#iso.text
  }

  #marketOf(zone: Zone): Market {
    const market = this.#markets.get(zone.id)
    if (market === undefined) throw new Error(`zone ${zone.id} has no market`)
    return market
  }

  #ridersOf(city: City): Riders {
    const riders = this.#riders.get(city)
    if (riders === undefined) throw new Error(`${city.name} has no riders`)
    return riders
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
