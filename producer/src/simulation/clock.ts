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

  /** Epoch milliseconds. */
  constructor(startedAt: number) {
    this.#last = startedAt
  }

  /**
   * From the last reading to `now` (epoch ms), at most `longest` ms of it simulated.
   * A wall clock that was set back stands still until it has caught up, so that no driver's time ever goes back.
   */
  step(now: number, longest: number): Step {
    const passed = Math.max(0, Math.floor(now) - this.#last)
    this.#last += passed
    const elapsed = Math.min(passed, Math.floor(longest))
    return { skipped: passed - elapsed, elapsed }
  }
}

/** A step, ms, whose events are sent in about `longest` ms, judged by the last one: `elapsed` ms of events took `took` ms. */
export function affordableStep(elapsed: number, took: number, bounds: { shortest: number; longest: number }): number {
  const step = (elapsed * bounds.longest) / Math.max(1, took)
  return Math.min(bounds.longest, Math.max(bounds.shortest, step))
}
