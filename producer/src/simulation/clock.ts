/** How far the simulation moves: `elapsed` ms are simulated, the `skipped` ms before them never happen in it. */
export interface Step {
  readonly skipped: number
  readonly elapsed: number
}

/**
 * Turns readings of the wall clock into simulation steps of a bounded length. When Kafka is slow the next reading comes late
 * and the surplus is skipped: events are not made at all rather than made late, and their times stay close to the wall clock.
 */
export class SimulationClock {
  #last: number
  readonly #maxStep: number

  /** Times in epoch milliseconds, `maxStep` in milliseconds. */
  constructor(startedAt: number, maxStep: number) {
    this.#last = startedAt
    this.#maxStep = maxStep
  }

  /** A wall clock that was set back stands still until it has caught up, so that no driver's time ever goes back. */
  step(now: number): Step {
    const passed = Math.max(0, Math.floor(now) - this.#last)
    this.#last += passed
    const elapsed = Math.min(passed, this.#maxStep)
    return { skipped: passed - elapsed, elapsed }
  }
}
