import { topics } from '@lakehouse/contracts/topics.ts'
import type { City } from './city.ts'
import { Demand } from './demand.ts'
import type { Driver } from './driver.ts'
import type { Drivers } from './drivers.ts'
import { fareFor } from './fare.ts'
import type { Fleet } from './fleet.ts'
import type { Journal } from './journal.ts'
import { Random } from './random.ts'
import { Ride, type Trip } from './ride.ts'
import { Riders } from './rider.ts'
import type { Territory } from './territory.ts'
import type { Timers } from './timers.ts'
import { positionIn, type Zone } from './zone.ts'

/** At a price s times the usual one, s to the power of minus this is the share of riders who still want the ride. */
const PRICE_ELASTICITY = 0.9
/** Share of the rides that go to any place in the city instead of one nearby. */
const FAR_CHANCE = 0.1
/** Share of the accepted rides that are cancelled before the driver arrives. */
const LATE_CANCEL_CHANCE = 0.05
/** A request is answered after this long, and a search without result repeated, ms. */
const FASTEST_ANSWER_MS = 2_000
const SLOWEST_ANSWER_MS = 6_000
const SEARCH_AGAIN_MS = 4_000
/** Crowds shift slowly, ms. */
const DEMAND_UPDATE_MS = 1_000

/** Requests rides where the demand is and takes each through its history. */
export class Rides {
  readonly #territory: Territory
  readonly #drivers: Drivers
  readonly #journal: Journal
  readonly #timers: Timers
  readonly #random: Random
  readonly #demand: Demand
  readonly #riders: ReadonlyMap<City, Riders>
  readonly #meanInterval: number
  #count = 0

  constructor(fleet: Fleet, seed: number, territory: Territory, drivers: Drivers, journal: Journal, timers: Timers) {
    this.#territory = territory
    this.#drivers = drivers
    this.#journal = journal
    this.#timers = timers
    this.#random = new Random(seed, 'riding')
    this.#demand = new Demand(territory.zones, new Random(seed, 'demand'))
    this.#riders = new Map(fleet.cities.map(({ city, riders }) => [city, new Riders(seed, this.#random, riders)]))
    this.#meanInterval = 1000 / fleet.requestsPerSecond
  }

  /** From now on rides are requested; timers keep it going. */
  start(): void {
    this.#shiftDemand()
    this.#awaitRequest(this.#journal.now)
  }

  #shiftDemand(): void {
    this.#demand.update(this.#journal.now, this.#journal.wallTime)
    this.#timers.set(this.#journal.now + DEMAND_UPDATE_MS, () => this.#shiftDemand())
  }

  #awaitRequest(from: number): void {
    const at = from + this.#random.exponential(this.#meanInterval)
    this.#timers.set(at, () => {
      this.#request()
      this.#awaitRequest(at)
    })
  }

  #request(): void {
    const { now, run, isoTime } = this.#journal
    const from = this.#demand.nextZone(this.#random)
    const market = this.#territory.marketOf(from)
    market.request(now)
    const { quote } = market
    const trip = this.#trip(from, quote)
    const ride = new Ride(`ride-${run}-${(this.#count++).toString(36)}`, trip, isoTime)
    this.#record(ride, (eventId) => ride.request(eventId))
    const answerAt = now + this.#random.between(FASTEST_ANSWER_MS, SLOWEST_ANSWER_MS)
    if (this.#random.chance(1 - quote ** -PRICE_ELASTICITY)) this.#timers.set(answerAt, () => this.#cancel(ride))
    else this.#timers.set(answerAt, () => this.#dispatch(ride, this.#journal.now + trip.rider.patience))
  }

  #trip(from: Zone, quote: number): Trip {
    const nearby = this.#territory.near(from)
    const isFar = nearby.length === 0 || this.#random.chance(FAR_CHANCE)
    const to = this.#territory.lessCrowded(isFar ? this.#territory.zonesOf(from.city) : nearby, this.#random)
    const pickup = positionIn(from, this.#random)
    const dropoff = positionIn(to, this.#random)
    const rider = this.#ridersOf(from.city).next(from.city)
    return { rider, from, to, pickup, dropoff, fare: fareFor(pickup, dropoff, quote) }
  }

  /** Offers the ride to the nearest free driver; tries again until the rider gives up. */
  #dispatch(ride: Ride, givesUpAt: number): void {
    const { now } = this.#journal
    const driver = this.#drivers.nearestTo(ride.trip)
    if (driver !== undefined) this.#accept(ride, driver)
    else if (now >= givesUpAt) this.#cancel(ride)
    else this.#timers.set(Math.min(now + SEARCH_AGAIN_MS, givesUpAt), () => this.#dispatch(ride, givesUpAt))
  }

  #accept(ride: Ride, driver: Driver): void {
    const { now } = this.#journal
    const route = this.#drivers.assign(driver, ride.trip)
    this.#record(ride, (eventId, eventTime) => ride.accept(driver.id, eventId, eventTime))
    if (this.#random.chance(LATE_CANCEL_CHANCE)) {
      this.#timers.set(Math.max(now + 1, this.#random.between(now, route.reaches(1))), () => {
        this.#cancel(ride)
        this.#drivers.release(driver, driver.zone)
      })
    } else this.#timers.set(route.endsAt, () => this.#complete(ride, driver))
  }

  #complete(ride: Ride, driver: Driver): void {
    this.#record(ride, (eventId, eventTime) => ride.complete(eventId, eventTime))
    this.#ridersOf(ride.trip.from.city).release(ride.trip.rider)
    this.#drivers.release(driver, ride.trip.to)
  }

  #cancel(ride: Ride): void {
    this.#record(ride, (eventId, eventTime) => ride.cancel(eventId, eventTime))
    this.#ridersOf(ride.trip.from.city).release(ride.trip.rider)
  }

  #record(ride: Ride, step: (eventId: string, eventTime: string) => object): void {
    this.#journal.record(topics.rideEvents.name, ride.id, step)
  }

  #ridersOf(city: City): Riders {
    const riders = this.#riders.get(city)
    if (riders === undefined) throw new Error(`${city.name} has no riders`)
    return riders
  }
}
