import { explain, Failure } from '../errors.ts'
import { SingleFlight } from '../lib/single-flight.ts'

export interface Answer<T> {
  readonly value: T
  readonly fetchedAt: Date
  readonly queryMs: number
}

export type LiveOrStale<T> = Answer<T> & { readonly cause: string | null }

export interface AnswerSource<T> {
  /** Cheap: changes whenever the answer may have changed. */
  readonly version: () => Promise<string>
  /** Dear: the answer itself. */
  readonly fetch: () => Promise<T>
}

interface Good<T> {
  readonly answer: Answer<T>
  readonly version: string
}

/** A viewer that has a good answer waits this long for a newer one, then sees the good one marked stale. */
const PATIENCE_MS = 3_000
/** A viewer that has none waits this long. */
const FIRST_PATIENCE_MS = 20_000
/** After a failure the source is left alone for this long. */
const RETRY_AFTER_MS = 1_000
/** After an answer it rests this many times as long as that took, so that no query ever keeps Trino busy by itself … */
const REST_FACTOR = 3
/** … but no longer than this: a Trino that has just started takes a minute for what will soon take it a second. */
const LONGEST_REST_MS = 15_000

/**
 * One answer for all viewers: fetched again only when its version has changed, by one fetch however many ask, and
 * kept when a newer one cannot be had.
 */
export class LiveAnswer<T> {
  readonly #source: AnswerSource<T>
  readonly #now: () => number
  readonly #flight = new SingleFlight<LiveOrStale<T>>()
  #good: Good<T> | undefined
  #failure: { readonly error: unknown; readonly at: number } | undefined

  constructor(source: AnswerSource<T>, now: () => number = Date.now) {
    this.#source = source
    this.#now = now
  }

  /**
   * The newest answer; with a `cause` when it is an older one because the newest could not be had.
   * @throws whatever the source threw, when there never was a good answer.
   */
  async get(): Promise<LiveOrStale<T>> {
    const recent = this.#failure
    if (recent !== undefined && this.#now() - recent.at < RETRY_AFTER_MS) return this.#stale(recent.error)
    const refreshed = this.#flight.run(() => this.#refresh())
    const patienceMs = this.#good === undefined ? FIRST_PATIENCE_MS : PATIENCE_MS
    const late = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null).unref())
    // Whoever stops waiting leaves the fetch under way, for the next who asks.
    return (
      (await Promise.race([refreshed, late])) ??
      this.#stale(new Failure(`no answer for ${patienceMs} ms`, 'Ask again.'))
    )
  }

  async #refresh(): Promise<LiveOrStale<T>> {
    try {
      const version = await this.#source.version()
      const good = this.#good
      const goodEnough = good !== undefined && (good.version === version || this.#rests(good.answer))
      this.#good = goodEnough ? good : await this.#fetch(version)
      this.#failure = undefined
      return { ...this.#good.answer, cause: null }
    } catch (error) {
      this.#failure = { error, at: this.#now() }
      return this.#stale(error)
    }
  }

  async #fetch(version: string): Promise<Good<T>> {
    const begun = this.#now()
    const value = await this.#source.fetch()
    const ended = this.#now()
    return { answer: { value, fetchedAt: new Date(ended), queryMs: ended - begun }, version }
  }

  #rests({ fetchedAt, queryMs }: Answer<T>): boolean {
    return (
      this.#failure === undefined &&
      this.#now() < fetchedAt.getTime() + Math.min(REST_FACTOR * queryMs, LONGEST_REST_MS)
    )
  }

  #stale(error: unknown): LiveOrStale<T> {
    if (this.#good === undefined) throw error
    return { ...this.#good.answer, cause: explain(error) }
  }
}
