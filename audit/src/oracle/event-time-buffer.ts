const BUCKET_MS = 1_000

/**
 * Puts events that arrive out of order into event-time order. It holds what is newer than the time drained so far, in
 * buckets of one second, so its size follows the events' disorder and not the length of the stream.
 */
export class EventTimeBuffer<T> {
  readonly #buckets = new Map<number, { time: number; item: T }[]>()
  #drainedBefore = Number.NEGATIVE_INFINITY

  /** @returns false, taking nothing, when the time has already been drained. */
  add(time: number, item: T): boolean {
    if (time < this.#drainedBefore) return false
    const second = Math.floor(time / BUCKET_MS)
    const bucket = this.#buckets.get(second)
    if (bucket === undefined) this.#buckets.set(second, [{ time, item }])
    else bucket.push({ time, item })
    return true
  }

  /** Takes out every item of whole seconds before `time`, oldest first; items of one time in the order they came. */
  *drain(time: number): Generator<T> {
    const end = Math.floor(time / BUCKET_MS)
    if (end * BUCKET_MS <= this.#drainedBefore) return
    this.#drainedBefore = end * BUCKET_MS
    const due = [...this.#buckets.keys()].filter((second) => second < end).sort((a, b) => a - b)
    for (const second of due) {
      const bucket = this.#buckets.get(second) ?? []
      this.#buckets.delete(second)
      bucket.sort((a, b) => a.time - b.time)
      for (const entry of bucket) yield entry.item
    }
  }
}
