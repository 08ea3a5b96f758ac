/** Two looks nearer than this say too little about a rate. */
const SHORTEST_SPAN_MS = 900

/** Records per second between one look at a topic's ends and the one before. */
export class RecordRate {
  #previous: { readonly count: bigint; readonly at: number } | undefined
  #rate: number | null = null

  /** The rate once `count` records were there at `at` (milliseconds); null at the first look. */
  next(count: bigint, at: number): number | null {
    const previous = this.#previous
    if (previous !== undefined && at - previous.at < SHORTEST_SPAN_MS) return this.#rate
    this.#previous = { count, at }
    if (previous === undefined) return null
    this.#rate = Number(count - previous.count) / ((at - previous.at) / 1000)
    return this.#rate
  }
}
