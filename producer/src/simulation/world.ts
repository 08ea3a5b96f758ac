import type { City } from './city.ts'
import type { Step } from './clock.ts'
import type { Driver } from './driver.ts'
import { Drivers } from './drivers.ts'
import { fleetFor } from './fleet.ts'
import { Journal, type SimulatedEvent } from './journal.ts'
import { Rides } from './rides.ts'
import { Territory } from './territory.ts'
import { Timers } from './timers.ts'
import type { Zone } from './zone.ts'

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
  readonly run: string
  readonly drivers: readonly Driver[]
  readonly zones: readonly Zone[]
  readonly #journal: Journal
  readonly #timers = new Timers()
  readonly #drivers: Drivers

  constructor({ seed, startedAt, rate, cities }: WorldOptions) {
    this.run = `${startedAt.toString(36)}-${seed.toString(36)}`
    this.#journal = new Journal(this.run, startedAt)
    const fleet = fleetFor(rate, cities)
    const territory = new Territory(fleet.cities)
    this.#drivers = new Drivers(fleet.cities, seed, territory, this.#journal, this.#timers)
    new Rides(fleet, seed, territory, this.#drivers, this.#journal, this.#timers).start()
    this.drivers = this.#drivers.all
    this.zones = territory.zones
  }

  /** Moves on and gives what happened on the way, in the order of event_time. */
  advance({ skipped, elapsed }: Step): SimulatedEvent[] {
    this.#journal.skip(skipped)
    for (const until = this.#journal.now + elapsed; this.#journal.now < until; ) {
      this.#journal.tick()
      this.#timers.runUntil(this.#journal.now)
      this.#drivers.ping()
    }
    return this.#journal.take()
  }
}
