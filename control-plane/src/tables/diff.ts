import type { TableDiff } from '@lakehouse/contracts/api/tables.ts'
import { ICEBERG_CATALOG } from '@lakehouse/contracts/tables.ts'
import { z } from 'zod'
import type { TrinoCell } from '../clients/trino.ts'
import { UserError } from '../errors.ts'
import { decodeCell, decodeRows } from '../queries/decode.ts'
import type { TablesContext } from './context.ts'
import { writingOf } from './described.ts'
import { ancestors, countIn, type Snapshot, type TableMetadata } from './metadata.ts'
import { commitOf } from './summaries.ts'
import type { LoadedTable } from './table-catalog.ts'
import { calledAs, quoted, tableSql } from './table-name.ts'
import { snapshotOf } from './timeline.ts'
import { integerSql, textSql, trinoStatement } from './trino-file.ts'

const DEADLINE_MS = 120_000
/** Two versions with more rows than this are not compared whole; Trino's share of memory would not hold them. */
const MOST_ROWS = 2_000_000

const countRow = z.tuple([z.object({ added: z.string(), removed: z.string(), changed: z.string() })])

/**
 * What changed in a table from one snapshot to another: how many rows, and some of them. Where rows were only ever
 * added, only the files added between are read; else both versions are compared by key.
 * @throws {NotFound} @throws {UserError} when there is too much to compare. @throws {Failure}
 */
export async function diffOf(
  context: Pick<TablesContext, 'root' | 'trino'>,
  loaded: LoadedTable,
  fromId: string,
  toId: string,
  limit: number,
): Promise<TableDiff> {
  const { table, metadata } = loaded
  const called = calledAs(table)
  const [from, to] = [snapshotOf(called, metadata, fromId), snapshotOf(called, metadata, toId)]
  if (from.sequence > to.sequence) {
    throw new UserError(`snapshot ${fromId} is newer than ${toId}`, 'Give the earlier one as "from".')
  }
  const onlyAdded = onlyAddedBetween(metadata, from, to)
  const key = onlyAdded ? [] : writingOf(table, metadata).key
  const columns = metadata.columns.map(({ name }) => name)
  const begun = performance.now()
  const pieces = {
    table: tableSql(table),
    catalog: quoted(ICEBERG_CATALOG),
    schema_text: textSql(table.schema),
    name_text: textSql(table.name),
    from: integerSql(from.id),
    to: integerSql(to.id),
    columns: columns.map(quoted).join(', '),
    key: (key.length === 0 ? columns : key).map(quoted).join(', '),
    most: integerSql(limit),
  }
  if (!onlyAdded) refuseTooMany(called, from, to)
  const kind = onlyAdded ? 'appended' : 'diff'
  const counted = trinoStatement(context.root, `time-travel/${kind}_counts`, pieces)
  const listed = trinoStatement(context.root, `time-travel/${kind}_rows`, pieces)
  const [counts] = countRow.parse(decodeRows(await context.trino.query(counted, DEADLINE_MS)))
  const answer = await context.trino.query(listed, DEADLINE_MS)
  const types = rowTypes(answer.columns.find(({ name }) => name === 'after')?.type ?? '', columns)
  return {
    table: called,
    from: commitOf(from),
    to: commitOf(to),
    key,
    columns: columns.map((name, index) => ({ name, type: types[index] ?? 'unknown' })),
    counts,
    rows: answer.rows.map(([change, before, after]) => ({
      change: z.enum(['added', 'removed', 'changed']).parse(change),
      before: textCells(before, types),
      after: textCells(after, types),
    })),
    query_ms: Math.round(performance.now() - begun),
    server_now: new Date().toISOString(),
  }
}

/** Whether every commit after `from` up to `to` only added rows, or rewrote files without changing any. */
function onlyAddedBetween(metadata: TableMetadata, from: Snapshot, to: Snapshot): boolean {
  const line = ancestors({ current: to, snapshots: metadata.snapshots })
  const end = line.findIndex(({ id }) => id === from.id)
  if (end <= 0) return false
  return line.slice(0, end).every((snapshot) => {
    if (snapshot.operation === 'append') return true
    return snapshot.operation === 'replace' && countIn(snapshot, 'removed-delete-files') === 0
  })
}

function refuseTooMany(called: string, from: Snapshot, to: Snapshot): void {
  const rows = Math.max(countIn(from, 'total-records'), countIn(to, 'total-records'))
  if (rows <= MOST_ROWS) return
  throw new UserError(
    `${called} has about ${rows} rows; at most ${MOST_ROWS} are compared here`,
    'Compare a part of it in the SQL console: … FOR VERSION AS OF … EXCEPT …',
  )
}

/** The types of a Trino row type's fields, in order: `row("a" bigint, "b" decimal(10,2))`. */
export function rowTypes(type: string, columns: readonly string[]): string[] {
  const inner = /^row\((.*)\)$/s.exec(type)?.[1] ?? ''
  const parts: string[] = []
  let depth = 0
  let quotedName = false
  let part = ''
  for (const letter of inner) {
    if (letter === '"') quotedName = !quotedName
    if (!quotedName && letter === '(') depth += 1
    if (!quotedName && letter === ')') depth -= 1
    if (letter === ',' && depth === 0 && !quotedName) {
      parts.push(part)
      part = ''
    } else part += letter
  }
  if (part !== '') parts.push(part)
  return columns.map((name, index) => {
    const field = (parts[index] ?? '').trim()
    for (const start of [`"${name.replaceAll('"', '""')}" `, `${name} `]) {
      if (field.startsWith(start)) return field.slice(start.length)
    }
    return field
  })
}

function textCells(row: TrinoCell | undefined, types: readonly string[]): (string | null)[] | null {
  if (row === null || row === undefined) return null
  const cells = z.array(z.unknown()).parse(Array.isArray(row) ? row : Object.values(row)) as TrinoCell[]
  return cells.map((cell, index) => {
    const decoded = decodeCell(cell, types[index] ?? '')
    if (decoded === null || typeof decoded === 'string') return decoded
    return typeof decoded === 'object' ? JSON.stringify(decoded) : String(decoded)
  })
}
