import { icebergTables, postgresCityMetrics } from '@lakehouse/contracts/tables.ts'
import { type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import { type ComparedTable, TableComparison, type TableVerdict } from '../compare.ts'
import type { Cutoff } from '../oracle/cutoff.ts'
import { type AuditedTable, POSTGRES_CITY_METRICS } from '../oracle/expectation.ts'
import { Oracle } from '../oracle/oracle.ts'
import { type Cell, type Row, sameReplacements, timeCell } from '../oracle/table-row.ts'
import { comparableRow, comparedTable } from '../tables.ts'
import type { GoldenCase, GoldenRow } from './cases.ts'
import type { Layout, Owners } from './layout.ts'

/** What a run has left in each table. */
export type FoundRows = ReadonlyMap<AuditedTable, readonly Row[]>

/** Nothing is unsettled, cut off or too new: the whole of a golden input is judged. */
const EVERYTHING: Cutoff = {
  isSettled: () => true,
  passed: {
    [topics.rideEvents.name]: Number.POSITIVE_INFINITY,
    [topics.driverLocations.name]: Number.POSITIVE_INFINITY,
  } as Record<TopicName, number>,
  whole: Number.NEGATIVE_INFINITY,
}

/** What is wrong with the rows that a case has left, one line each; empty when they are those written by hand. */
export function judgeCase({ name, expected }: GoldenCase, { owners }: Layout, found: FoundRows): string[] {
  return [...expected].flatMap(([table, rows]) => {
    const spec = comparedTable(table)
    const rest = (found.get(table) ?? []).filter((row) => ownerOf(owners, spec, row) === name)
    const missing = rows.filter((row) => {
      const at = rest.findIndex((candidate) => isRow(spec, row, candidate))
      if (at >= 0) rest.splice(at, 1)
      return at < 0
    })
    return [
      ...missing.map((row) => `${table}: missing ${shortened(row)}`),
      ...rest.map((row) => `${table}: extra ${shortened(named(spec, row))}`),
    ]
  })
}

/** What the oracle computes from all records of the layout, beside the rows found; one verdict a table. */
export function judgeByOracle({ records }: Layout, found: FoundRows): TableVerdict[] {
  const comparisons = new Map<AuditedTable, TableComparison>()
  for (const [table, rows] of found) {
    const comparison = new TableComparison(comparedTable(table))
    for (const row of rows) comparison.found(comparableRow(table, row))
    comparisons.set(table, comparison)
  }
  const oracle = new Oracle(EVERYTHING, (expectation) => comparisons.get(expectation.table)?.expect(expectation))
  for (const record of records) oracle.feed(record)
  oracle.finish()
  return [...comparisons.values()].map((comparison) => comparison.finish(() => true))
}

/** The rows that the oracle would have in every table, in the form of those found. */
export function rowsByOracle({ records }: Layout, tables: readonly AuditedTable[]): FoundRows {
  const rows = new Map<AuditedTable, Row[]>(tables.map((table) => [table, []]))
  const oracle = new Oracle(EVERYTHING, (expectation) => {
    const row = expectation.rows?.at(-1)
    if (row !== undefined) rows.get(expectation.table)?.push(row)
  })
  for (const record of records) oracle.feed(record)
  oracle.finish()
  return rows
}

function ownerOf(owners: Owners, spec: ComparedTable, row: Row): string | undefined {
  const cell = (column: string) => String(row[spec.columns.indexOf(column)])
  switch (spec.table) {
    case 'iceberg_ride_events':
    case 'iceberg_ride_matches':
      return owners.ride.get(cell('ride_id'))
    case 'iceberg_driver_locations':
      return owners.driver.get(cell('driver_id'))
    case 'iceberg_surge_pricing':
    case 'iceberg_city_metrics':
    case POSTGRES_CITY_METRICS:
      return owners.city.get(cell('city'))
    case 'iceberg_ride_event_log':
      return owners.place.get(`${topics.rideEvents.name}-${cell('kafka_partition')}-${cell('kafka_offset')}`)
    case 'iceberg_late_events':
    case 'iceberg_dead_letters':
      return owners.place.get(`${cell('topic')}-${cell('kafka_partition')}-${cell('kafka_offset')}`)
  }
}

/** Whether a row found has what was written by hand in every column that was. */
function isRow(spec: ComparedTable, written: GoldenRow, found: Row): boolean {
  return Object.entries(written).every(([column, value]) => {
    const at = spec.columns.indexOf(column)
    if (at < 0) throw new Error(`${spec.table} has no column ${column}`)
    const cell = found[at] ?? null
    const tolerance = spec.tolerance?.[column]
    if (tolerance !== undefined) return Math.abs(Number(cell) - Number(value)) <= tolerance
    return cell === cellOf(value, columnType(spec.table, column)) || (column === 'payload' && sameText(cell, value))
  })
}

function columnType(table: AuditedTable, column: string): string | undefined {
  const columns: Readonly<Record<string, string>> =
    table === POSTGRES_CITY_METRICS ? postgresCityMetrics.columns : icebergTables[table].columns
  return columns[column]
}

function sameText(cell: Cell, value: unknown): boolean {
  return typeof cell === 'string' && typeof value === 'string' && sameReplacements(cell) === sameReplacements(value)
}

/** A value as `readRows` gives it: times as Trino prints them, whole numbers as text. */
function cellOf(value: unknown, type: string | undefined): Cell {
  if (value === null) return null
  if (type === 'bigint') return String(value)
  return type?.startsWith('timestamp') ? timeCell(String(value)) : (value as Cell)
}

function named({ columns }: ComparedTable, row: Row): GoldenRow {
  return Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null]))
}

const LONGEST = 600
function shortened(row: GoldenRow): string {
  const text = JSON.stringify(row)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
