import type { RollbackPlan } from '@lakehouse/contracts/api/tables.ts'
import { explain, Failure, UserError } from '../errors.ts'
import type { JobControl } from '../jobs/job-control.ts'
import { carryStamps } from './carry-stamps.ts'
import type { TablesContext } from './context.ts'
import { writingOf } from './described.ts'
import { withTableLock } from './lock.ts'
import type { Asker } from './maintain.ts'
import { ancestors, committerOf, type Snapshot } from './metadata.ts'
import { missingStamps, neededStamps } from './stamps.ts'
import { withJobsStopped } from './stopped-jobs.ts'
import { commitOf } from './summaries.ts'
import type { LoadedTable } from './table-catalog.ts'
import { calledAs, tableSql } from './table-name.ts'
import { snapshotOf } from './timeline.ts'
import { integerSql, trinoStatement } from './trino-file.ts'
import { writingJobs } from './writing-jobs.ts'

const DEADLINE_MS = 60_000
const LOCK_DEADLINE_MS = 120_000

/** What a rollback would do. Changes nothing. @throws {NotFound} */
export async function planRollback(
  context: TablesContext,
  control: JobControl,
  called: string,
  snapshotId: string,
): Promise<RollbackPlan> {
  const loaded = await context.catalog.load(called)
  const target = snapshotOf(called, loaded.metadata, snapshotId)
  const later = after(loaded, target)
  const lost = (later ?? []).filter(({ operation }) => operation !== 'replace')
  const byFlink = lost.filter((snapshot) => committerOf(snapshot) === 'flink').length
  const jobs = writingJobs(context.root, control.variables, loaded.table).map(({ name }) => name)
  return {
    table: called,
    to: commitOf(target),
    commits_lost: lost.length,
    flink_commits_lost: byFlink,
    jobs,
    consequences: consequences(loaded, target, lost.length, jobs),
    refused: refusal(later),
    server_now: new Date().toISOString(),
  }
}

/**
 * Makes an earlier snapshot the present, as one operation: jobs that write the table stop with savepoints, the table
 * goes back, and what Flink has committed is stamped on it again, without which its sink would look for manifests that
 * are gone and the jobs could not start; then they go on.
 * @throws {NotFound} @throws {UserError} before anything is touched. @throws {Failure}
 */
export async function rollback(
  context: TablesContext,
  control: JobControl,
  called: string,
  snapshotId: string,
  asker: Asker,
  begun: (operation: number) => void = () => undefined,
): Promise<number> {
  const { refused, consequences: known } = await planRollback(context, control, called, snapshotId)
  if (refused !== null) throw new UserError(refused, `Choose another: npm run tables -- snapshots ${called}`)
  const table = await context.catalog.find(called)
  const jobs = writingJobs(context.root, control.variables, table)
  return withTableLock(context.home, called, LOCK_DEADLINE_MS, async () => {
    const operation = context.journal.begin({
      kind: 'table.rollback',
      object: called,
      actor: asker.actor,
      source: asker.source,
      details: { to: snapshotId, jobs: jobs.map(({ name }) => name), consequences: known },
    })
    begun(operation.id)
    try {
      await withJobsStopped(control, jobs, operation, async () => {
        const before = await context.catalog.load(called)
        operation.note({ former_snapshot: before.metadata.current?.id ?? null })
        const stamps = neededStamps(before.metadata, await context.neededJobs())
        const statement = trinoStatement(context.root, 'maintenance/rollback_to_snapshot', {
          table: tableSql(table),
          snapshot: integerSql(snapshotId),
        })
        await operation.step('roll back', () => context.trino.query(statement, DEADLINE_MS))
        await operation.step(
          'keep what Flink has committed on record',
          async () => {
            const { metadata } = await context.catalog.load(called)
            const missing = missingStamps(metadata, stamps)
            if (missing.length > 0) await carryStamps(context.direct, table, missing)
            return missing.length
          },
          (count) => `${count} newest commits stamped again`,
        )
      })
      operation.end('succeeded', `${called} is what it was at snapshot ${snapshotId}`)
      return operation.id
    } catch (error) {
      const action = error instanceof Failure || error instanceof UserError ? error.action : 'See the log.'
      operation.end('failed', explain(error), action)
      throw error
    }
  })
}

/** The commits after a snapshot, newest first; null when it is no forebear of the present. */
function after({ metadata }: LoadedTable, target: Snapshot): Snapshot[] | null {
  const line = ancestors(metadata)
  const index = line.findIndex(({ id }) => id === target.id)
  return index < 0 ? null : line.slice(0, index)
}

function refusal(later: readonly Snapshot[] | null): string | null {
  if (later === null) return 'That snapshot is no forebear of the present: an earlier rollback left it aside.'
  return later.length === 0 ? 'That snapshot is the present.' : null
}

function consequences(loaded: LoadedTable, target: Snapshot, lost: number, jobs: readonly string[]): string[] {
  const called = calledAs(loaded.table)
  const at = new Date(target.at).toISOString()
  const told = [`${called} becomes what it was at ${at}: ${lost} later commits that changed rows are undone.`]
  if (jobs.length > 0) {
    told.push(
      `${jobs.join(' and ')} stop with savepoints and go on from them. Flink does not write the undone rows again: for that, restore ${jobs.length === 1 ? 'the job' : 'the jobs'} from a savepoint of before ${at}.`,
    )
  }
  if (writingOf(loaded.table, loaded.metadata).writing === 'upsert') {
    told.push(
      'A row whose key changes again gets its newest state back; one that never changes again keeps the old one.',
    )
  }
  told.push('Tables made of this one (dbt’s models) keep what they have until they are built again.')
  told.push('The undone snapshots can be read until they expire.')
  return told
}
