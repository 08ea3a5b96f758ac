import type { TablePreview } from '@lakehouse/contracts/api/tables.ts'
import { decodeTextRows } from '../queries/decode.ts'
import type { TablesContext } from './context.ts'
import { contractOf } from './described.ts'
import { commitOf } from './summaries.ts'
import type { LoadedTable } from './table-catalog.ts'
import { calledAs, quoted, tableSql } from './table-name.ts'
import { snapshotOf } from './timeline.ts'
import { integerSql, trinoStatement } from './trino-file.ts'

const DEADLINE_MS = 60_000

/**
 * Some rows as they were in a snapshot, the newest first where the table has a time; without a snapshot, of the
 * present. @throws {NotFound} for a snapshot that is not there. @throws {Failure}
 */
export async function rowsThen(
  context: Pick<TablesContext, 'root' | 'trino'>,
  { table, metadata }: LoadedTable,
  snapshotId: string | undefined,
  limit: number,
): Promise<TablePreview> {
  const called = calledAs(table)
  const snapshot = snapshotId === undefined ? metadata.current : snapshotOf(called, metadata, snapshotId)
  const server_now = () => new Date().toISOString()
  if (snapshot === null) {
    return { table: called, snapshot: null, columns: [], rows: [], query_ms: 0, server_now: server_now() }
  }
  const time = contractOf(table)?.timeColumn
  const statement = trinoStatement(
    context.root,
    time === undefined ? 'time-travel/preview' : 'time-travel/preview_by_time',
    {
      table: tableSql(table),
      columns: '*',
      snapshot: integerSql(snapshot.id),
      most: integerSql(limit),
      ...(time === undefined ? {} : { time: quoted(time) }),
    },
  )
  const begun = performance.now()
  const answer = await context.trino.query(statement, DEADLINE_MS)
  return {
    table: called,
    snapshot: commitOf(snapshot),
    columns: answer.columns.map(({ name, type }) => ({ name, type })),
    rows: decodeTextRows(answer),
    query_ms: Math.round(performance.now() - begun),
    server_now: server_now(),
  }
}
