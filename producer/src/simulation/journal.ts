import { eventId } from '@lakehouse/contracts/ledger.ts'
import type { TopicName } from '@lakehouse/contracts/topics.ts'

/** What really happened in the simulated company, ready to send. */
export interface SimulatedEvent {
  readonly topic: TopicName
  readonly key: string
  /** Position in the run: the n-th event. */
  readonly number: number
  /** Its event_time, epoch milliseconds. */
  readonly time: number
  /** The JSON text. */
  readonly value: string
}

/** Knows what time it is in the simulation and outside, and writes down what happens at it. */
export class Journal {
  /** Prefix of the event and ride ids: a producer that starts again never repeats one. */
  readonly run: string
  readonly #startedAt: number
  #now = 0
  #skipped = 0
  #events: SimulatedEvent[] = []
  #eventCount = 0
  /** The newest time written out: at high rates many events share a millisecond. */
  #iso = { time: Number.NaN, text: '' }

  /** `startedAt`: epoch milliseconds. */
  constructor(run: string, startedAt: number) {
    this.run = run
    this.#startedAt = startedAt
  }

  /** Simulated milliseconds since the start. */
  get now(): number {
    return this.#now
  }

  /** The same moment for the world outside, epoch milliseconds. */
  get wallTime(): number {
    return this.#startedAt + this.#skipped + this.#now
  }

  /** The same as ISO-8601 UTC with milliseconds. */
  get isoTime(): string {
    const time = this.wallTime
    if (time !== this.#iso.time) this.#iso = { time, text: new Date(time).toISOString() }
    return this.#iso.text
  }

  /** One simulated millisecond passes. */
  tick(): void {
    this.#now++
  }

  /** Time passes outside only. */
  skip(milliseconds: number): void {
    this.#skipped += milliseconds
  }

  record<Event extends object>(
    topic: TopicName,
    key: string,
    describe: (eventId: string, eventTime: string) => Event,
  ): Event {
    const number = this.#eventCount++
    const event = describe(eventId(this.run, number), this.isoTime)
    this.#events.push({ topic, key, number, time: this.wallTime, value: JSON.stringify(event) })
    return event
  }

  /** What was recorded since the last call, in the order of event_time. */
  take(): SimulatedEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }
}
