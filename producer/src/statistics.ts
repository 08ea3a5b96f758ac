import type { ProducerStatus } from '@lakehouse/contracts/producer-status.ts'
import { LATE_AFTER_MS } from '@lakehouse/contracts/topics.ts'
import type { AcknowledgedBatch } from './publisher.ts'

/** The rate shown is the mean of this many seconds. */
const RATE_WINDOW_S = 10
/** Heartbeats alone are acknowledged every second; a longer silence than this means that Kafka does not answer, ms. */
const SILENCE_MS = 3_000

type Facts = Pick<ProducerStatus, 'run' | 'pid' | 'target_rate' | 'cities' | 'drivers' | 'zones'>

/** Counts what the producer did. */
export class Statistics {
  readonly #facts: Facts
  readonly #startedAt: number
  readonly #acknowledged = { event: 0, late: 0, outOfOrder: 0, duplicate: 0, malformed: 0, heartbeat: 0 }
  readonly #perSecond = new Map<number, number>()
  #state: ProducerStatus['state'] = 'connecting'
  #problem: string | null = null
  #delayed = 0
  #retries = 0
  #sessions = 0
  #skippedMs = 0
  #heardAt = 0

  /** `startedAt`: epoch milliseconds. */
  constructor(facts: Facts, startedAt: number) {
    this.#facts = facts
    this.#startedAt = startedAt
  }

  connected(now: number): void {
    this.#sessions++
    this.#running(now)
  }

  acknowledged(batches: readonly AcknowledgedBatch[], now: number): void {
    let count = 0
    for (const { records, kafkaTime } of batches) {
      for (const { kind, time } of records) {
        this.#acknowledged[kind]++
        if (kind === 'heartbeat') continue
        count++
        if (kind !== 'late' && kind !== 'duplicate' && time < kafkaTime - LATE_AFTER_MS) this.#delayed++
      }
    }
    const second = Math.floor(now / 1000)
    this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + count)
    this.#running(now)
  }

  failed(problem: Error): void {
    this.#retries++
    if (this.#state === 'running') this.#state = 'blocked'
    this.#problem = problem.message
  }

  skipped(milliseconds: number): void {
    this.#skippedMs += milliseconds
  }

  stopped(): void {
    this.#state = 'stopped'
  }

  status(now: number): ProducerStatus {
    const silence = now - this.#heardAt
    if (this.#state === 'running' && silence > SILENCE_MS) {
      this.#state = 'blocked'
      this.#problem = `Kafka has not answered for ${Math.floor(silence / 1000)} s`
    }
    return {
      ...this.#facts,
      started_at: new Date(this.#startedAt).toISOString(),
      updated_at: new Date(now).toISOString(),
      state: this.#state,
      problem: this.#problem,
      rate: this.#rate(now),
      acknowledged: { ...this.#acknowledged },
      delayed: this.#delayed,
      retries: this.#retries,
      sessions: this.#sessions,
      skipped_ms: this.#skippedMs,
    }
  }

  #running(now: number): void {
    this.#heardAt = now
    this.#state = 'running'
    this.#problem = null
  }

  /** Over the last whole seconds; the one that is running is not over yet. */
  #rate(now: number): number {
    const current = Math.floor(now / 1000)
    const from = Math.max(current - RATE_WINDOW_S, Math.floor(this.#startedAt / 1000) + 1)
    let count = 0
    for (const [second, acknowledged] of this.#perSecond) {
      if (second < current - RATE_WINDOW_S) this.#perSecond.delete(second)
      else if (second >= from && second < current) count += acknowledged
    }
    return current > from ? Math.round((10 * count) / (current - from)) / 10 : 0
  }
}
