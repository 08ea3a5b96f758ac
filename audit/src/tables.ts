import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import {
  ICEBERG_CATALOG,
  ICEBERG_SCHEMA,
  type IcebergTable,
  icebergTableNames,
  icebergTables,
  postgresCityMetrics,
} from '@lakehouse/contracts/tables.ts'
import type { Trino } from 'trino-client'
import type { ComparedTable } from './compare.ts'
import { type AuditedTable, POSTGRES_CITY_METRICS } from './oracle/expectation.ts'
import { REASON_GIVEN, type Row, sameReplacements } from './oracle/table-row.ts'
import { readCityMetrics } from './postgres.ts'
import { query } from './trino.ts'

export const auditedTables: readonly AuditedTable[] = [...icebergTableNames, POSTGRES_CITY_METRICS]

/** Columns, key and tolerance of a table, by its contract. */
export function comparedTable(table: AuditedTable): ComparedTable {
  const contract = table === POSTGRES_CITY_METRICS ? postgresCityMetrics : icebergTables[table]
  const spec = { table, columns: Object.keys(contract.columns), key: contract.key }
  return table === 'iceberg_ride_matches' ? { ...spec, tolerance: { distance_km: 1e-6 } } : spec
}

/** Where a table's live rows come from. */
export interface Sources {
  readonly trino: Trino
  /** Connection string of a login that may read database `rides`. */
  readonly ridesUrl: string
  /** Where copies of the tables are that are read in their place. */
  readonly copies?: { readonly icebergSchema: string; readonly cityMetrics: string }
}

/**
 * The rows a table holds now, as one snapshot, in pages, spelled as the oracle spells them.
 * @throws {Error} when Trino or PostgreSQL cannot answer, or answers with other columns than the contract's.
 */
export async function* readTable(sources: Sources, table: AuditedTable): AsyncGenerator<readonly Row[]> {
  for await (const page of readRows(sources, table)) yield page.map((row) => comparableRow(table, row))
}

/** As `readTable`, but texts as they are: in what words a reason is given, how many U+FFFD stand in a row. */
export async function* readRows(sources: Sources, table: AuditedTable): AsyncGenerator<readonly Row[]> {
  const { columns } = comparedTable(table)
  const { copies } = sources
  if (table === POSTGRES_CITY_METRICS) {
    yield await readCityMetrics(sources.ridesUrl, columns, copies?.cityMetrics)
    return
  }
  const sql = await auditSql(table)
  const text =
    copies === undefined
      ? sql
      : sql.replace(`${ICEBERG_CATALOG}.${ICEBERG_SCHEMA}.`, `${ICEBERG_CATALOG}.${copies.icebergSchema}.`)
  for await (const page of query(sources.trino, text, columns)) yield page as readonly Row[]
}

/** Text of the audit's own query `trino/queries/audit/<name>.sql`. */
export function auditSql(name: IcebergTable | 'commits' | 'newest'): Promise<string> {
  return readFile(join(projectRoot, 'trino', 'queries', 'audit', `${name}.sql`), 'utf8')
}

/** The row without what the design leaves open. */
export function comparableRow(table: AuditedTable, row: Row): Row {
  if (table !== 'iceberg_late_events' && table !== 'iceberg_dead_letters') return row
  const { columns } = comparedTable(table)
  return row.map((cell, i) => {
    if (columns[i] === 'payload' && typeof cell === 'string') return sameReplacements(cell)
    if (columns[i] === 'reason' && cell !== null && cell !== '') return REASON_GIVEN
    return cell
  })
}
