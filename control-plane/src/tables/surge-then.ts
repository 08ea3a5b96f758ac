import { zoneSurge } from '@lakehouse/contracts/api/overview.ts'
import type { SurgeThen } from '@lakehouse/contracts/api/tables.ts'
import { z } from 'zod'
import { decodeRows } from '../queries/decode.ts'
import { newest } from '../queries/envelope.ts'
import type { TablesContext } from './context.ts'
import { commitOf, earliestOf } from './summaries.ts'
import { snapshotAt } from './timeline.ts'
import { instantSql, integerSql, trinoStatement } from './trino-file.ts'

const DEADLINE_MS = 60_000
const SURGE_TABLE = 'iceberg_surge_pricing'

const dated = z.array(zoneSurge.extend({ newest_event_time: z.iso.datetime() }))

/**
 * The surge of every zone as it was visible at a past moment: the version that was the newest commit then, and of it
 * the newest closed window of the five minutes before. @throws {NotFound} when the moment is before all that is kept.
 * @throws {Failure}
 */
export async function surgeThen(
  context: Pick<TablesContext, 'root' | 'trino' | 'catalog'>,
  moment: Date,
): Promise<SurgeThen> {
  const { metadata } = await context.catalog.load(SURGE_TABLE)
  const { snapshot, next } = snapshotAt(SURGE_TABLE, metadata, moment.getTime())
  const statement = trinoStatement(context.root, 'time-travel/zone_surge', {
    snapshot: integerSql(snapshot.id),
    moment: instantSql(moment),
  })
  const begun = performance.now()
  const rows = dated.parse(decodeRows(await context.trino.query(statement, DEADLINE_MS)))
  const now = new Date().toISOString()
  return {
    query: 'zone_surge',
    rows: rows.map(({ newest_event_time: _, ...row }) => row),
    state: 'live',
    cause: null,
    newest_event_time: newest(rows.map((row) => row.newest_event_time)),
    committed_at: new Date(snapshot.at).toISOString(),
    fetched_at: now,
    query_ms: Math.round(performance.now() - begun),
    server_now: now,
    asked_at: moment.toISOString(),
    commit: commitOf(snapshot),
    next_commit_at: next === null ? null : new Date(next.at).toISOString(),
    earliest_at: earliestOf(metadata) ?? new Date(snapshot.at).toISOString(),
  }
}
