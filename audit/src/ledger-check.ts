import { access } from 'node:fs/promises'
import { eventId, type LedgerRecord, readLedger } from '@lakehouse/contracts/ledger.ts'
import type { PartitionRange } from './kafka-reader.ts'
import type { Classified } from './oracle/classify.ts'
import type { KafkaRecord } from './oracle/record.ts'

const ABSENT = 0
const HEARTBEAT = 1
const NO_EVENT = 2
const FIRST_PRINT = 3
/** An acknowledgement this much older than the end offsets must lie before them, milliseconds. */
const APPEND_MARGIN_MS = 1_000
const MAX_EXAMPLES = 5

export interface LedgerVerdict {
  /** Acknowledged records within what Kafka still holds. */
  readonly acknowledged: number
  readonly missing: number
  /** Records at an acknowledged place that are not what was acknowledged. */
  readonly differing: number
  readonly examples: readonly string[]
}

/** Remembers of every record in Kafka what it was, in four bytes each, to hold the producer's ledger against it. */
export class LedgerCheck {
  readonly #partitions = new Map<string, { from: number; to: number; prints: Uint32Array }>()

  constructor(ranges: readonly PartitionRange[]) {
    for (const { topic, partition, from, to } of ranges) {
      this.#partitions.set(`${topic}-${partition}`, { from, to, prints: new Uint32Array(to - from) })
    }
  }

  see({ topic, partition, offset }: KafkaRecord, what: Classified): void {
    const known = this.#partitions.get(`${topic}-${partition}`)
    if (known !== undefined) known.prints[offset - known.from] = printOf(what)
  }

  /**
   * Holds the ledger in `folder` against the records seen. Acknowledgements beyond the end offsets, which were read at
   * `endsReadAt`, are newer than this audit unless their Kafka time says otherwise.
   * @returns null when there is no ledger.
   * @throws {Error} naming file and line of a ledger that cannot be read.
   */
  async judge(folder: string, endsReadAt: number): Promise<LedgerVerdict | null> {
    try {
      await access(folder)
    } catch {
      return null
    }
    let [acknowledged, missing, differing] = [0, 0, 0]
    const examples: string[] = []
    for await (const { run, topic, partition, firstOffset, kafkaTime, records } of readLedger(folder)) {
      const known = this.#partitions.get(`${topic}-${partition}`)
      for (const [i, record] of records.entries()) {
        const offset = firstOffset + i
        if (known !== undefined && offset < known.from) continue
        const beyond = known === undefined || offset >= known.to
        if (beyond && kafkaTime >= endsReadAt - APPEND_MARGIN_MS) continue
        acknowledged += 1
        const print = beyond ? ABSENT : known.prints[offset - known.from]
        if (print === expectedPrint(run, record)) continue
        if (print === ABSENT) missing += 1
        else differing += 1
        if (examples.length === MAX_EXAMPLES) continue
        const fault = print === ABSENT ? 'is missing' : 'is another record'
        examples.push(`${topic}-${partition} offset ${offset}: ${record.kind} ${eventId(run, record.number)} ${fault}`)
      }
    }
    return { acknowledged, missing, differing, examples }
  }
}

function printOf(what: Classified): number {
  if (what.kind === 'heartbeat') return HEARTBEAT
  return what.kind === 'dead letter' ? NO_EVENT : printOfId(what.event.event_id)
}

function expectedPrint(run: string, { kind, number }: LedgerRecord): number {
  if (kind === 'heartbeat') return HEARTBEAT
  return kind === 'malformed' ? NO_EVENT : printOfId(eventId(run, number))
}

/** FNV-1a, 32 bits (public domain, G. Fowler, L. C. Noll, K.-P. Vo), kept clear of the three marks above. */
function printOfId(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i += 1) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  const print = hash >>> 0
  return print < FIRST_PRINT ? print + FIRST_PRINT : print
}
