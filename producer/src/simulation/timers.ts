import TinyQueue from 'tinyqueue'

interface Timer {
  readonly at: number
  /** Keeps timers of one moment in the order they were set. */
  readonly order: number
  readonly run: () => void
}

/** Things to do at a moment of the simulation, earliest first. */
export class Timers {
  readonly #queue = new TinyQueue<Timer>([], (one, other) => one.at - other.at || one.order - other.order)
  #order = 0

  /** `at`: whole milliseconds of the simulation. */
  set(at: number, run: () => void): void {
    this.#queue.push({ at: Math.ceil(at), order: this.#order++, run })
  }

  /** Runs everything due up to and including `now`, also what those set for no later than that. */
  runUntil(now: number): void {
    for (let next = this.#queue.peek(); next !== undefined && next.at <= now; next = this.#queue.peek()) {
      this.#queue.pop()
      next.run()
    }
  }
}
