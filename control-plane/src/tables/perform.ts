import type { MaintenanceAction } from '@lakehouse/contracts/api/tables.ts'
import { z } from 'zod'
import { Failure } from '../errors.ts'
import { decodeRows } from '../queries/decode.ts'
import { carryStamps } from './carry-stamps.ts'
import { withRetries } from './conflicts.ts'
import type { TablesContext } from './context.ts'
import { contractOf } from './described.ts'
import { expirable } from './due.ts'
import { readFiles } from './files.ts'
import type { ObservedTable } from './observe.ts'
import { firstDayToRewrite, planRewrite } from './rewrite.ts'
import { missingStamps, type Stamp } from './stamps.ts'
import type { LoadedTable } from './table-catalog.ts'
import { calledAs, quoted, tableSql } from './table-name.ts'
import { instantSql, integerSql, textSql, trinoStatement } from './trino-file.ts'
import { waitForCommit } from './wait-for-commit.ts'

/** Trino itself gives up after 10 minutes (trino/etc/config.properties). */
const DEADLINE_MS = 600_000
/** Trino counts an age from when it begins, a little later than we did. */
const AGE_MARGIN_S = 5
/** Stamps that would leave during the expiry itself are carried too. */
const CARRY_AHEAD_MS = 120_000

const found = z.tuple([z.object({ files: z.string().transform(Number) })])

/** What came of an action. */
export interface Performed {
  readonly detail: string
  readonly attempts: number
  /** Number of manifests before it, where that was looked at. */
  readonly manifests?: number
}

/**
 * Takes one action on a table whose lock the caller holds, and verifies what can be verified.
 * @throws {Failure} when Trino fails it, or when it did not do what it is for.
 */
export function perform(
  context: TablesContext,
  observed: ObservedTable,
  action: MaintenanceAction,
): Promise<Performed> {
  switch (action) {
    case 'optimize':
      return optimize(context, observed)
    case 'optimize_manifests':
      return optimizeManifests(context, observed)
    case 'expire_snapshots':
      return expireSnapshots(context, observed)
    case 'remove_orphan_files':
      return removeOrphans(context, observed)
  }
}

async function optimize(context: TablesContext, { called, loaded, policy, runs }: ObservedTable): Promise<Performed> {
  const { parts, manifests } = await readFiles(context, loaded)
  const rewritesSoFar = runs.filter((run) => run.action === 'optimize' && run.outcome === 'done').length
  const { belowBytes, deleteFiles } = planRewrite(parts, policy, rewritesSoFar)
  const since = firstDayToRewrite(parts, timeFieldOf(loaded)?.field)
  const column = timeFieldOf(loaded)?.column
  const below = textSql(`${belowBytes}B`)
  const statement =
    since === null || column === undefined
      ? trinoStatement(context.root, 'maintenance/optimize', { table: tableSql(loaded.table), below })
      : trinoStatement(context.root, 'maintenance/optimize_since', {
          table: tableSql(loaded.table),
          below,
          column: quoted(column),
          since: instantSql(new Date(since)),
        })
  const { result: sequence, attempts } = await withRetries(async () => {
    // Right after a commit there is the most time until the next one.
    const fresh = await waitForCommit(context.catalog, loaded.table)
    await context.trino.query(statement, DEADLINE_MS)
    return fresh.metadata.lastSequence
  }, context.progress)
  if (deleteFiles > 0 && since === null) await verifyDeletesGone(context, loaded, sequence)
  const scope = since === null ? 'all partitions' : `partitions from ${new Date(since).toISOString().slice(0, 10)} on`
  context.progress(`${called}: rewritten in ${attempts} attempt${attempts === 1 ? '' : 's'}`)
  return { detail: `files below ${belowBytes} bytes in ${scope}`, attempts, manifests }
}

/** The time column that partitions are made of, if the present layout is by day or hour alone. */
function timeFieldOf({ metadata }: LoadedTable): { readonly column: string; readonly field: string } | undefined {
  const [field, ...more] = metadata.spec.fields
  if (field === undefined || more.length > 0 || metadata.specs.some(({ fields }) => fields.length !== 1))
    return undefined
  return field.transform === 'day' || field.transform === 'hour'
    ? { column: field.source, field: field.name }
    : undefined
}

/** Equality deletes cost every reader until they are gone; a rewrite that leaves them has not helped. */
async function verifyDeletesGone(context: TablesContext, { table }: LoadedTable, sequence: number): Promise<void> {
  const statement = trinoStatement(context.root, 'maintenance/old_deletes', {
    entries: tableSql(table, '$entries'),
    sequence: integerSql(sequence),
  })
  const [{ files }] = found.parse(decodeRows(await context.trino.query(statement, DEADLINE_MS)))
  if (files === 0) return
  throw new Failure(
    `${calledAs(table)}: ${files} delete files that were there before the rewrite still are`,
    'They go with the next rewrite; if they stay, look at the table’s layouts: npm run tables -- show',
  )
}

async function optimizeManifests(context: TablesContext, { loaded }: ObservedTable): Promise<Performed> {
  const statement = trinoStatement(context.root, 'maintenance/optimize_manifests', { table: tableSql(loaded.table) })
  const { attempts } = await withRetries(async () => {
    await waitForCommit(context.catalog, loaded.table)
    await context.trino.query(statement, DEADLINE_MS)
  }, context.progress)
  return { detail: 'manifests grouped by partition', attempts }
}

async function expireSnapshots(context: TablesContext, observed: ObservedTable): Promise<Performed> {
  const { called, loaded, policy, stamps } = observed
  if (stamps === null) {
    throw new Failure(
      `${called}: Flink does not say which jobs run, so no snapshot may go`,
      'Is Flink up? Run: npm run status',
    )
  }
  const count = expirable(observed).length
  const ageS = policy.expire_snapshots.retention_seconds + AGE_MARGIN_S
  const leaving = stamps.filter(({ snapshot }) => snapshot.at < Date.now() - ageS * 1000 + CARRY_AHEAD_MS)
  if (leaving.length > 0) {
    await carryStamps(context.direct, loaded.table, leaving)
    for (const { why } of leaving) context.progress(`${called}: carried the newest commit of ${why} forward`)
  }
  const statement = trinoStatement(context.root, 'maintenance/expire_snapshots', {
    table: tableSql(loaded.table),
    retention: textSql(`${ageS}s`),
  })
  const { attempts } = await withRetries(() => context.trino.query(statement, DEADLINE_MS), context.progress)
  await verifyStamps(context, called, stamps)
  const carried = leaving.length === 0 ? '' : `, ${leaving.length} commits carried forward for kept savepoints`
  return { detail: `${count} snapshots older than ${ageS} s${carried}`, attempts }
}

async function verifyStamps(context: TablesContext, called: string, stamps: readonly Stamp[]): Promise<void> {
  const missing = missingStamps((await context.catalog.load(called)).metadata, stamps)
  if (missing.length === 0) return
  throw new Failure(
    `${called}: the newest commits of ${missing.map(({ why }) => why).join(', ')} are gone`,
    'Do not start from those savepoints; start such a job anew: npm run submit-job -- JOB --fresh',
  )
}

async function removeOrphans(context: TablesContext, { loaded, policy }: ObservedTable): Promise<Performed> {
  const age = policy.remove_orphan_files.retention_seconds
  const statement = trinoStatement(context.root, 'maintenance/remove_orphan_files', {
    table: tableSql(loaded.table),
    retention: textSql(`${age}s`),
  })
  const { rows } = await context.trino.query(statement, DEADLINE_MS)
  const told = rows.map((row) => row.join(' ')).join(', ')
  return { detail: told === '' ? `files older than ${age} s` : told, attempts: 1 }
}

/** Milliseconds that the table's fixed probe query takes now; null for an empty table. */
export async function probe(context: Pick<TablesContext, 'root' | 'trino'>, { table, metadata }: LoadedTable) {
  if (metadata.current === null) return null
  const contract = contractOf(table)
  const statement =
    contract === undefined
      ? trinoStatement(context.root, 'maintenance/probe', { table: tableSql(table) })
      : trinoStatement(context.root, 'maintenance/probe_recent', {
          table: tableSql(table),
          column: quoted(contract.timeColumn),
        })
  const begun = performance.now()
  await context.trino.query(statement, DEADLINE_MS)
  return Math.round(performance.now() - begun)
}
