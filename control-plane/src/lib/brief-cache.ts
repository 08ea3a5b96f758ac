import { SingleFlight } from './single-flight.ts'

/** A value that many ask for and that may be a moment old: made once per `maxAgeMs`, by one maker at a time. */
export class BriefCache<T> {
  readonly #make: () => Promise<T>
  readonly #maxAgeMs: number
  readonly #flight = new SingleFlight<T>()
  #made: { readonly value: T; readonly at: number } | undefined

  constructor(maxAgeMs: number, make: () => Promise<T>) {
    this.#maxAgeMs = maxAgeMs
    this.#make = make
  }

  /** The value. @throws what making it threw; failures are not kept. */
  async get(): Promise<T> {
    if (this.#made !== undefined && Date.now() - this.#made.at < this.#maxAgeMs) return this.#made.value
    return this.#flight.run(async () => {
      const value = await this.#make()
      this.#made = { value, at: Date.now() }
      return value
    })
  }
}
