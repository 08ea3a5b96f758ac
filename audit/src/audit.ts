import { icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { topicNames } from '@lakehouse/contracts/topics.ts'
import { isRecordTable, type PartitionBalance, placeOf, TableAccounts } from './accounting-check.ts'
import { waitForCommits } from './commits.ts'
import { isClean, TableComparison, type TableVerdict } from './compare.ts'
import { rowJudge } from './judgeable.ts'
import { offsetsNow, type PartitionRange } from './kafka-reader.ts'
import { LedgerCheck, type LedgerVerdict } from './ledger-check.ts'
import { decideMoment, type Moment } from './moment.ts'
import { passedByBoth } from './oracle/cutoff.ts'
import type { AuditedTable } from './oracle/expectation.ts'
import { Oracle } from './oracle/oracle.ts'
import { type ReplayFigures, readAll, replay } from './replay.ts'
import type { Stack } from './stack.ts'
import { auditedTables, comparedTable, readTable } from './tables.ts'

/** Windows, reports and matches are judged up to this long ago unless another moment is asked for, milliseconds. */
export const SETTLING_MS = 60_000

export interface AuditOptions {
  readonly tables: readonly AuditedTable[]
  /** Judge up to this time only, milliseconds since 1970; undefined: as far as possible. */
  readonly until: number | undefined
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
 * @throws {Error} when a part of the stack cannot be asked.
 */
export async function audit(
  stack: Stack,
  options: AuditOptions,
  progress: (text: string) => void,
): Promise<AuditReport> {
  const begun = Date.now()
  const ranges = await offsetsNow(stack.kafka, topicNames)
  const moment = await momentOf(stack, ranges, options.until, begun)
  const faults: string[] = []
  const notes = [...moment.notes]

  const icebergTables = icebergTableNames.filter((table) => options.tables.includes(table))
  const late = await waitForCommits(stack, ranges, icebergTables, begun + options.patienceMs, progress)
  if (late !== null) faults.push(late)
  const { comparisons, accounts } = await readTables(stack, options, moment, ranges, progress)

  const endsReadAt = Date.now()
  const everything = upTo(ranges, await offsetsNow(stack.kafka, topicNames))
  const oracle = new Oracle(moment.cutoff, (expectation) => comparisons.get(expectation.table)?.expect(expectation))
  const acknowledged = new LedgerCheck(everything)
  const kafka = await replay(
    stack.kafka,
    everything,
    (record) => acknowledged.see(record, oracle.feed(record)),
    progress,
  )
  oracle.finish()

  const tables = [...comparisons].map(([table, comparison]) =>
    comparison.finish(rowJudge(table, moment.cutoff, ranges)),
  )
  const allTables = auditedTables.every((table) => options.tables.includes(table))
  const partitions = allTables ? accounts.balance(oracle.accounting.accounts) : []
  for (const { topic, partition, faults: some } of partitions) {
    faults.push(...some.map((fault) => `${topic}-${partition}: ${fault}`))
  }
  const unjudged = oracle.unjudgedRequests.size
  if (unjudged > 0) notes.push(`${unjudged} requests with a requested_at long before event_time: matches not judged`)
  const ledger = await acknowledged.judge(stack.ledgerFolder, endsReadAt)
  if (ledger === null) notes.push(`no producer's ledger at ${stack.ledgerFolder}: acknowledged records not checked`)
  else if (ledger.missing > 0) faults.push(`${ledger.missing} acknowledged records are missing from Kafka`)
  else if (ledger.differing > 0) faults.push(`${ledger.differing} acknowledged records are others in Kafka`)
  const lateRecordsDropped = await stack.flink.lateRecordsDropped()
  if (lateRecordsDropped > 0) faults.push(`Flink has dropped ${lateRecordsDropped} records as late`)

  const clean = tables.every(isClean) && faults.length === 0
  const judged = passedByBoth(moment.cutoff)
  const windowsJudgedUpTo = Number.isFinite(judged) ? new Date(judged).toISOString() : null
  return { clean, windowsJudgedUpTo, tables, partitions, lateRecordsDropped, ledger, faults, notes, kafka }
}

async function momentOf(
  { kafka }: Stack,
  ranges: readonly PartitionRange[],
  until: number | undefined,
  now: number,
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
  const target = until ?? now - SETTLING_MS
  return decideMoment(ranges, heads, tails, { target, newest: until ?? Number.POSITIVE_INFINITY })
}

async function readTables(
  stack: Stack,
  { tables }: AuditOptions,
  { cutoff }: Moment,
  ranges: readonly PartitionRange[],
  progress: (text: string) => void,
): Promise<{ comparisons: Map<AuditedTable, TableComparison>; accounts: TableAccounts }> {
  const accounts = new TableAccounts()
  const comparisons = new Map<AuditedTable, TableComparison>()
  for (const table of tables) {
    const comparison = new TableComparison(comparedTable(table))
    comparisons.set(table, comparison)
    const isJudged = rowJudge(table, cutoff, ranges)
    let rows = 0
    for await (const page of readTable(stack, table)) {
      rows += page.length
      for (const row of page) {
        comparison.found(row)
        if (!isRecordTable(table) || !isJudged(row)) continue
        if (cutoff.isSettled(placeOf(table, row))) accounts.see(table, row)
      }
    }
    progress(`${table}: ${rows} rows`)
  }
  return { comparisons, accounts }
}

/** The same ranges, as far as Kafka goes now. */
function upTo(ranges: readonly PartitionRange[], now: readonly PartitionRange[]): PartitionRange[] {
  return ranges.map((range) => {
    const end = now.find(({ topic, partition }) => topic === range.topic && partition === range.partition)
    return { ...range, to: end?.to ?? range.to }
  })
}
