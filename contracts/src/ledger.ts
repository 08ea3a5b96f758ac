import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type TopicName, topicNames } from './topics.ts'

/**
 * The producer's ledger: what Kafka acknowledged, so that an audit can prove that nothing acknowledged is missing.
 *
 * A ledger is a folder of text files. A file's first line is `run <run id>`; every other line is one acknowledged batch:
 * `<topic> <partition> <offset of its first record> <Kafka time, epoch ms> <records>`, the i-th record being at offset + i.
 * Records are separated by commas: the event's number as a difference to the one before it on the line (base 36, the first
 * one to 0), then a capital letter when the record is not an ordinary event. A line without a line feed was cut off by a crash.
 */
export const recordKinds = {
  /** Sent once, on time, in order. */
  event: '',
  /** Held back for more than 5 s. */
  late: 'L',
  /** Held back for less than that, so that younger events overtake it. */
  outOfOrder: 'O',
  /** The same bytes once more. */
  duplicate: 'D',
  /** A broken copy: carries no event_id of its own. */
  malformed: 'M',
  /** Carries no event. */
  heartbeat: 'H',
} as const
export type RecordKind = keyof typeof recordKinds

export interface LedgerRecord {
  readonly kind: RecordKind
  /** Number of the event within its run; of a malformed record: of the event it is a broken copy of; of a heartbeat: 0. */
  readonly number: number
}

/** Records of one partition that Kafka acknowledged together: consecutive offsets, one Kafka time. */
export interface LedgerBatch {
  readonly run: string
  readonly topic: TopicName
  readonly partition: number
  readonly firstOffset: number
  /** The records' Kafka timestamp, epoch milliseconds. */
  readonly kafkaTime: number
  readonly records: readonly LedgerRecord[]
}

/** The `event_id` of a run's n-th event. */
export function eventId(run: string, number: number): string {
  return `${run}-${number.toString(36)}`
}

const kindOfLetter = new Map<string, RecordKind>(
  Object.entries(recordKinds).map(([kind, letter]) => [letter, kind as RecordKind]),
)

/** One line of the ledger, line feed included. */
export function formatLedgerLine(batch: Omit<LedgerBatch, 'run'>): string {
  let previous = 0
  let records = ''
  for (const { kind, number } of batch.records) {
    if (records !== '') records += ','
    if (kind !== 'heartbeat') {
      records += (number - previous).toString(36)
      previous = number
    }
    records += recordKinds[kind]
  }
  return `${batch.topic} ${batch.partition} ${batch.firstOffset} ${batch.kafkaTime} ${records}\n`
}

/**
 * The batch on one line.
 * @throws {Error} saying what is wrong with the line.
 */
export function parseLedgerLine(run: string, line: string): LedgerBatch {
  const [topic, partition, firstOffset, kafkaTime, list, ...rest] = line.split(' ')
  if (list === undefined || rest.length > 0) throw new Error(`a batch has 5 fields, this line has not: "${line}"`)
  let previous = 0
  const records = list.split(',').map((text): LedgerRecord => {
    const letter = /[A-Z]$/.exec(text)?.[0] ?? ''
    const kind = kindOfLetter.get(letter)
    if (kind === undefined) throw new Error(`unknown record kind "${letter}"`)
    if (kind === 'heartbeat') return { kind, number: 0 }
    previous += wholeNumber(letter === '' ? text : text.slice(0, -1), 36)
    return { kind, number: previous }
  })
  const name = topicNames.find((known) => known === topic)
  if (name === undefined) throw new Error(`unknown topic "${topic}"`)
  return {
    run,
    topic: name,
    partition: wholeNumber(partition ?? '', 10),
    firstOffset: wholeNumber(firstOffset ?? '', 10),
    kafkaTime: wholeNumber(kafkaTime ?? '', 10),
    records,
  }
}

function wholeNumber(text: string, base: 10 | 36): number {
  const value = Number.parseInt(text, base)
  if (value.toString(base) !== text) throw new Error(`"${text}" is no whole number of base ${base}`)
  return value
}

/** Where the producer keeps the ledger of a stack unless told otherwise. */
export function ledgerFolder(home: string): string {
  return join(home, 'producer', 'ledger')
}

/**
 * Every acknowledged batch in a ledger folder, oldest file first. What a crash cut off is skipped.
 * @throws {Error} naming file and line that cannot be read.
 */
export async function* readLedger(folder: string): AsyncGenerator<LedgerBatch> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ledger')).sort()
  for (const file of files) yield* readLedgerFile(join(folder, file))
}

async function* readLedgerFile(file: string): AsyncGenerator<LedgerBatch> {
  let run: string | undefined
  let lineNumber = 0
  for await (const line of completeLines(file)) {
    lineNumber++
    try {
      if (run === undefined) run = runOf(line)
      else yield parseLedgerLine(run, line)
    } catch (cause) {
      throw new Error(`${file}:${lineNumber}: ${(cause as Error).message}`, { cause })
    }
  }
}

function runOf(line: string): string {
  const run = /^run (\S+)$/.exec(line)?.[1]
  if (run === undefined) throw new Error(`a ledger file opens with "run <run id>", not with "${line}"`)
  return run
}

async function* completeLines(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}
