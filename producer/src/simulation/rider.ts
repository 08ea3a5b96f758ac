import type { City } from './city.ts'
import type { Random } from './random.ts'

export interface Rider {
  readonly id: string
  /** How long the rider waits for a driver to accept, ms. */
  readonly patience: number
}

/** The people of each city who call rides: the same ones again and again, each on one ride at a time. */
export class Riders {
  readonly #seed: number
  readonly #random: Random
  readonly #perCity: number
  readonly #riding = new Set<string>()

  constructor(seed: number, random: Random, perCity: number) {
    this.#seed = seed
    this.#random = random
    this.#perCity = perCity
  }

  /** Somebody of this city who is not on a ride. */
  next(city: City): Rider {
    for (;;) {
      const id = `rider-${city.code}-${this.#seed}-${this.#random.integer(this.#perCity)}`
      if (this.#riding.has(id)) continue
      this.#riding.add(id)
      return { id, patience: this.#random.between(20_000, 45_000) }
    }
  }

  release(rider: Rider): void {
    this.#riding.delete(rider.id)
  }
}
