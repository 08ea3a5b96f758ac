/** Flink renews its figures every 10 s; a total that has stayed the same for longer than this does not grow. */
const STILL_MS = 25_000
const KEPT_CHANGES = 4

/**
 * The rate of a total that is looked at more often than it is renewed: from one change of it to a later one, so that
 * looks in between, which find the same figure, do not count as standstill.
 */
export class ChangingCount {
  /** Where it stood at the first look: since when is not known, so no rate can begin there. */
  #start: number | undefined
  #startedAt = 0
  #changes: { readonly value: number; readonly at: number }[] = []

  /** Per second, once `value` was seen at `at` (milliseconds); null while too little is known. */
  next(value: number, at: number): number | null {
    const last = this.#changes.at(-1)?.value ?? this.#start
    // A restarted task counts from zero.
    if (last === undefined || value < last) {
      this.#start = value
      this.#startedAt = at
      this.#changes = []
    } else if (value !== last) this.#changes = [...this.#changes, { value, at }].slice(-KEPT_CHANGES)
    const [first, newest] = [this.#changes[0], this.#changes.at(-1)]
    if (at - (newest?.at ?? this.#startedAt) > STILL_MS) return 0
    if (first === undefined || newest === undefined) return null
    return newest.at > first.at ? (newest.value - first.value) / ((newest.at - first.at) / 1000) : null
  }
}
