import type { RecordKind } from '@lakehouse/contracts/ledger.ts'
import { LATE_AFTER_MS, type TopicName } from '@lakehouse/contracts/topics.ts'
import TinyQueue from 'tinyqueue'
import type { SimulatedEvent } from './journal.ts'
import { malformed } from './malformed.ts'
import type { Random } from './random.ts'

/** A record on its way to Kafka. */
export interface OutgoingRecord {
  readonly topic: TopicName
  readonly key: string
  readonly value: string | Buffer | null
  readonly kind: RecordKind
  /** Of the event it carries, or is a broken copy of. */
  readonly number: number
  /** That event's event_time, epoch milliseconds. */
  readonly time: number
  /** Where it must go, whatever its key. */
  readonly partition?: number
}

/** Shares of all events, 0 to 1. */
export interface FaultShares {
  readonly late: number
  readonly outOfOrder: number
  readonly duplicates: number
  readonly malformed: number
}

/** Late events are held back for at least this long: enough to be late however fast Kafka is. */
const SHORTEST_LATENESS_MS = LATE_AFTER_MS + 500
const MEAN_EXTRA_LATENESS_MS = 15_000
const LONGEST_LATENESS_MS = 180_000
/** Events out of order stay well on time. */
const SHORTEST_DISORDER_MS = 200
const LONGEST_DISORDER_MS = 2_000
/** A retry that was not needed follows soon. */
const LONGEST_DUPLICATE_GAP_MS = 1_500

interface HeldRecord {
  readonly sendAt: number
  readonly order: number
  readonly record: OutgoingRecord
}

/**
 * What goes wrong between the drivers' phones and Kafka. It never changes what happened: every event is sent once as it is,
 * some of them after a while; copies, whole or broken, come on top. So a late ping keeps the time at which it was made.
 */
export class Faults {
  readonly #shares: FaultShares
  readonly #random: Random
  readonly #held = new TinyQueue<HeldRecord>([], (one, other) => one.sendAt - other.sendAt || one.order - other.order)
  #order = 0

  constructor(shares: FaultShares, random: Random) {
    this.#shares = shares
    this.#random = random
  }

  /** What to send at `now` (epoch ms): these events, less those held back, after what was held back until now. */
  pass(events: readonly SimulatedEvent[], now: number): OutgoingRecord[] {
    const outgoing = this.#release(now)
    for (const event of events) {
      const { delay, kind } = this.#delay()
      const record: OutgoingRecord = { ...event, kind }
      if (delay > 0) this.#hold(event.time + delay, record)
      else outgoing.push(record)
      if (this.#random.chance(this.#shares.duplicates)) {
        const gap = this.#random.between(0, LONGEST_DUPLICATE_GAP_MS)
        this.#hold(Math.max(now, event.time + delay) + gap, { ...record, kind: 'duplicate' })
      }
      if (this.#random.chance(this.#shares.malformed)) {
        outgoing.push({ ...event, kind: 'malformed', value: malformed(event, this.#random) })
      }
    }
    return outgoing
  }

  /** Everything still held back, for a producer that stops: what is not late yet goes out as an ordinary event. */
  drain(now: number): OutgoingRecord[] {
    return this.#release(Number.POSITIVE_INFINITY).map((record) =>
      record.kind === 'late' && now - record.time <= LATE_AFTER_MS ? { ...record, kind: 'event' } : record,
    )
  }

  #delay(): { delay: number; kind: RecordKind } {
    const draw = this.#random.next()
    if (draw < this.#shares.late) {
      const lateness = SHORTEST_LATENESS_MS + this.#random.exponential(MEAN_EXTRA_LATENESS_MS)
      return { delay: Math.min(LONGEST_LATENESS_MS, lateness), kind: 'late' }
    }
    if (draw < this.#shares.late + this.#shares.outOfOrder) {
      return { delay: this.#random.between(SHORTEST_DISORDER_MS, LONGEST_DISORDER_MS), kind: 'outOfOrder' }
    }
    return { delay: 0, kind: 'event' }
  }

  #hold(sendAt: number, record: OutgoingRecord): void {
    this.#held.push({ sendAt, order: this.#order++, record })
  }

  #release(now: number): OutgoingRecord[] {
    const due: OutgoingRecord[] = []
    for (let next = this.#held.peek(); next !== undefined && next.sendAt <= now; next = this.#held.peek()) {
      this.#held.pop()
      due.push(next.record)
    }
    return due
  }
}
