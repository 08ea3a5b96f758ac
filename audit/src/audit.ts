import { icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { topicNames } from '@lakehouse/contracts/topics.ts'
import { isRecordTable, type PartitionBalance, placeOf, TableAccounts } from './accounting-check.ts'
import { waitForCommits } from './commits.ts'
import { isClean, TableComparison, type TableVerdict } from './compare.ts'
import { rowJudge } from './judgeable.ts'
import { endingBefore, offsetsNow, type PartitionRange } from './kafka-reader.ts'
import { LedgerCheck, type LedgerVerdict } from './ledger-check.ts'
import { decideMoment, type Moment } from './moment.ts'
import { type Cutoff, passedByBoth } from './oracle/cutoff.ts'
import type { AuditedTable } from './oracle/expectation.ts'
import { Oracle } from './oracle/oracle.ts'
import type { KafkaRecord } from './oracle/record.ts'
import { type ReplayFigures, readAll, replay } from './replay.ts'
import type { Stack } from './stack.ts'
import { auditedTables, comparedTable, readTable } from './tables.ts'
import { type Watch, withRetries } from './watch.ts'

/** Windows, reports and matches are judged up to this long ago unless another moment is asked for, milliseconds. */
export const SETTLING_MS = 60_000

/** Records this much younger than the time asked for have moved every watermark past it, milliseconds. */
const WATERMARK_REACH_MS = 10_000

export interface AuditOptions {
  readonly tables: readonly AuditedTable[]
  /** Judge up to this time only, milliseconds since 1970; undefined: as far as possible. */
  readonly until: number | undefined
  /** Without `until`: judge windows up to this long ago, milliseconds; at most to where the watermarks are. */
  readonly settlingMs: number
  /** How long to wait for the tables' commits, milliseconds. */
  readonly patienceMs: number
}

export interface AuditReport {
  readonly clean: boolean
  /** ISO-8601; null when no watermark has come anywhere. Rides and single records are judged up to the audit's begin. */
  readonly windowsJudgedUpTo: string | null
  readonly tables: readonly TableVerdict[]
  /** Empty when only some tables are judged. */
  readonly partitions: readonly PartitionBalance[]
  readonly lateRecordsDropped: number
  readonly ledger: LedgerVerdict | null
  /** What is wrong and is not the row of a table. */
  readonly faults: readonly string[]
  readonly notes: readonly string[]
  readonly kafka: ReplayFigures
}

/**
 * Compares the live tables with what the oracle computes from Kafka.
 *
 * The order of the steps makes it sound while everything moves: the ends of the topics, a wait until the tables hold
 * every effect of what lies before them, the tables, the ends again, Kafka up to there. So whatever a table holds has its
 * cause among the records read, and whatever it must hold had its cause before the first ends.
 * @throws {Error} when a part of the stack cannot be asked, or the signal's reason once it is aborted.
 */
export async function audit(stack: Stack, options: AuditOptions, watch: Watch): Promise<AuditReport> {
  const begun = Date.now()
  const now = await offsetsNow(stack.kafka, topicNames)
  const until = options.until
  const ranges = until === undefined ? now : await endingBefore(stack.kafka, now, until + WATERMARK_REACH_MS)
  const { cutoff, notes } = await momentOf(stack, ranges, until, begun - options.settlingMs)
  const icebergTables = icebergTableNames.filter((table) => options.tables.includes(table))
  const late = await waitForCommits(stack, ranges, icebergTables, begun + options.patienceMs, watch)
  const { comparisons, accounts } = await readTables(stack, options, cutoff, ranges, watch)

  const endsReadAt = Date.now()
  const everything = upTo(ranges, await offsetsNow(stack.kafka, topicNames))
  const oracle = new Oracle(cutoff, (expectation) => comparisons.get(expectation.table)?.expect(expectation))
  const acknowledged = new LedgerCheck(everything)
  const see = (record: KafkaRecord): void => acknowledged.see(record, oracle.feed(record))
  const kafka = await replay(stack.kafka, everything, see, watch)
  oracle.finish()

  const tables = [...comparisons].map(([table, comparison]) => comparison.finish(rowJudge(table, cutoff, ranges)))
  const allTables = auditedTables.every((table) => options.tables.includes(table))
  const partitions = allTables ? accounts.balance(oracle.accounting.accounts) : []
  const lateRecordsDropped = await stack.flink.lateRecordsDropped()
  const ledger = await acknowledged.judge(stack.ledgerFolder, endsReadAt)
  const faults = [
    ...(late === null ? [] : [late]),
    ...partitions.flatMap(({ topic, partition, faults }) => faults.map((fault) => `${topic}-${partition}: ${fault}`)),
    ...(lateRecordsDropped === 0 ? [] : [`Flink has dropped ${lateRecordsDropped} records as late`]),
    ...ledgerFaults(ledger),
  ]
  return {
    clean: tables.every(isClean) && faults.length === 0,
    windowsJudgedUpTo: timeText(passedByBoth(cutoff)),
    tables,
    partitions,
    lateRecordsDropped,
    ledger,
    faults,
    notes: [...notes, ...unjudgedNotes(oracle.unjudgedRequests.size, ledger, stack.ledgerFolder)],
    kafka,
  }
}

function ledgerFaults(ledger: LedgerVerdict | null): string[] {
  if (ledger === null || ledger.missing + ledger.differing === 0) return []
  return [
    `of ${ledger.acknowledged} acknowledged records ${ledger.missing} are missing, ${ledger.differing} are others`,
  ]
}

function unjudgedNotes(requests: number, ledger: LedgerVerdict | null, folder: string): string[] {
  return [
    ...(requests === 0 ? [] : [`${requests} requests with a requested_at long before event_time: matches not judged`]),
    ...(ledger === null ? [`no producer's ledger at ${folder}: acknowledged records not checked`] : []),
  ]
}

function timeText(time: number): string | null {
  return Number.isFinite(time) ? new Date(time).toISOString() : null
}

async function momentOf(
  { kafka }: Stack,
  ranges: readonly PartitionRange[],
  until: number | undefined,
  newestJudged: number,
): Promise<Moment> {
  const cut = ranges.filter(({ from, to }) => from > 0 && from < to)
  const heads = await readAll(
    kafka,
    cut.map((range) => ({ ...range, to: range.from + 1 })),
  )
  const tails = await readAll(
    kafka,
    ranges.map((range) => ({ ...range, from: Math.max(range.from, range.to - 1) })),
  )
  const target = until ?? newestJudged
  return decideMoment(ranges, heads, tails, { target, newest: until ?? Number.POSITIVE_INFINITY })
}

async function readTables(
  stack: Stack,
  { tables }: AuditOptions,
  cutoff: Cutoff,
  ranges: readonly PartitionRange[],
  { signal, progress }: Watch,
): Promise<{ comparisons: Map<AuditedTable, TableComparison>; accounts: TableAccounts }> {
  const accounts = new TableAccounts()
  const read = async (table: AuditedTable): Promise<TableComparison> => {
    const comparison = new TableComparison(comparedTable(table))
    const isJudged = rowJudge(table, cutoff, ranges)
    if (isRecordTable(table)) accounts.begin(table)
    let rows = 0
    for await (const page of readTable(stack, table)) {
      signal.throwIfAborted()
      rows += page.length
      for (const row of page) {
        comparison.found(row)
        if (!isRecordTable(table) || !isJudged(row)) continue
        if (cutoff.isSettled(placeOf(table, row))) accounts.see(table, row)
      }
    }
    progress(`${table}: ${rows} rows`)
    return comparison
  }
  const comparisons = new Map<AuditedTable, TableComparison>()
  for (const table of tables) comparisons.set(table, await withRetries(() => read(table), { signal, progress }))
  return { comparisons, accounts }
}

/** The same ranges, as far as Kafka goes now. */
function upTo(ranges: readonly PartitionRange[], now: readonly PartitionRange[]): PartitionRange[] {
  return ranges.map((range) => {
    const end = now.find(({ topic, partition }) => topic === range.topic && partition === range.partition)
    return { ...range, to: end?.to ?? range.to }
  })
}
