import type { CommitLedger, CommitState } from '@lakehouse/contracts/api/commit-ledger.ts'
import type { FlinkCheckpointHistory, FlinkTasks } from '../../clients/flink-tasks.ts'
import { explain, NotFound } from '../../errors.ts'
import type { TableCatalog } from '../../tables/table-catalog.ts'
import type { JobReading } from '../reading.ts'
import { allowance, type Checkpoint, type Commit, type Sink, type SinkStatus, stateOf, statusOf } from './judge.ts'
import type { LedgerFile, Run } from './ledger-file.ts'

/** A table's metadata is read again at most this often: it grows with every snapshot that is kept. */
const TABLE_EVERY_MS = 10_000
/** Checkpoints that decide what is usual. */
const RECENT = 20
/** The newest commits that a checkpoint is looked up in. */
const MOST_COMMITS = 500
const FORGET_EVERY_MS = 10 * 60 * 1000

type Catalog = Pick<TableCatalog, 'tables' | 'open'>

/** For every sink of every running job, Flink's completed checkpoints beside the snapshots of the table. */
export class CommitLedgers {
  readonly #flink: FlinkTasks
  readonly #catalog: Catalog
  readonly #file: LedgerFile
  readonly #tables = new Map<
    string,
    { readonly at: number; readonly commits: readonly (Commit & { jobId: string })[] }
  >()
  readonly #checked = new Map<string, { readonly at: number | null; readonly cause: string | null }>()
  #forgotAt = 0

  constructor(flink: FlinkTasks, catalog: Catalog, file: LedgerFile) {
    this.#flink = flink
    this.#catalog = catalog
    this.#file = file
  }

  /** Looks at a running job and its tables, and says how its sinks stand. @throws {Failure} when one cannot be asked. */
  async look(job: JobReading): Promise<SinkStatus[]> {
    try {
      const checkpoints = completed(await this.#flink.checkpoints(job.id))
      const sinks = sinksOf(job)
      const commits = new Map<string, Commit[]>()
      for (const { table, kind } of sinks)
        if (kind === 'iceberg')
          commits.set(
            table,
            (await this.#commitsTo(table)).filter(({ jobId }) => jobId === job.id),
          )
      const run = { id: job.id, job: job.name, startedAt: job.startedAt, intervalMs: job.checkpointIntervalMs }
      this.#file.add(run, sinks, checkpoints, commits)
      this.#forget()
      this.#checked.set(job.name, { at: Date.now(), cause: null })
      return this.#statuses(run, sinks, Date.now())
    } catch (error) {
      this.#checked.set(job.name, { at: this.#checked.get(job.name)?.at ?? null, cause: explain(error) })
      throw error
    }
  }

  /** The ledger of a job's newest run. @throws {NotFound} for a job that was never seen. */
  ledger(job: string, limit: number): CommitLedger {
    const run = this.#file.newestRun(job)
    const { at = null, cause = null } = this.#checked.get(job) ?? {}
    if (run === null) throw new NotFound(`no run of a job "${job}" has been seen yet`, 'See: npm run jobs -- list')
    const now = Date.now()
    const sinks = this.#file.sinks(run.id)
    const statuses = this.#statuses(run, sinks, now)
    const commits = sinks.map(({ table }) => this.#file.commits(run.id, table, MOST_COMMITS))
    return {
      job,
      flink_job_id: run.id,
      sinks: statuses.map(sinkRow),
      checkpoints: this.#file.checkpoints(run.id, limit).map((checkpoint) => ({
        id: checkpoint.id,
        kind: checkpoint.kind,
        triggered_at: iso(checkpoint.triggeredAt),
        completed_at: iso(checkpoint.completedAt),
        sinks: sinks.map(({ table, kind }, index) => {
          const own = commits[index]?.find(({ checkpointId }) => checkpointId === checkpoint.id)
          const at = kind === 'jdbc' ? checkpoint.completedAt : own?.committedAt
          return {
            table,
            state: stateOf(checkpoint, kind, commits[index] ?? [], statuses[index]?.allowanceMs ?? 0, now),
            snapshot_id: own?.snapshotId ?? null,
            committed_at: at === undefined ? null : iso(at),
          }
        }),
      })),
      cause,
      checked_at: at === null ? null : iso(at),
      server_now: iso(now),
    }
  }

  #statuses(run: Run, sinks: readonly Sink[], now: number): SinkStatus[] {
    const checkpoints = this.#file.checkpoints(run.id, RECENT)
    const allowanceMs = allowance(checkpoints, run.intervalMs)
    return sinks.map((sink) => {
      const commits = this.#file.commits(run.id, sink.table, RECENT)
      const after = commits[0]?.checkpointId ?? 0
      // The oldest that waits may be far back: as long as nothing is committed, all checkpoints since then count.
      const known = checkpoints.at(-1) !== undefined && (checkpoints.at(-1)?.id ?? 0) > after + 1
      const all = known ? this.#file.checkpoints(run.id, Number.MAX_SAFE_INTEGER) : checkpoints
      return statusOf({ name: run.job, id: run.id }, sink, all, commits, allowanceMs, now)
    })
  }

  async #commitsTo(table: string): Promise<readonly (Commit & { jobId: string })[]> {
    const known = this.#tables.get(table)
    if (known !== undefined && Date.now() - known.at < TABLE_EVERY_MS) return known.commits
    const found = (await this.#catalog.tables()).find(({ name }) => name === table)
    const snapshots = found === undefined ? [] : (await this.#catalog.open(found)).metadata.snapshots
    const commits = snapshots.flatMap(({ id, at, summary }) => {
      const jobId = summary['flink.job-id']
      const checkpoint = summary['flink.max-committed-checkpoint-id']
      // Maintenance carries a stamp on into its own snapshots; the commit itself is the one that Flink made.
      if (jobId === undefined || checkpoint === undefined || summary.trino_query_id !== undefined) return []
      return [{ jobId, checkpointId: Number(checkpoint), snapshotId: id, committedAt: at }]
    })
    this.#tables.set(table, { at: Date.now(), commits })
    return commits
  }

  #forget(): void {
    if (Date.now() - this.#forgotAt < FORGET_EVERY_MS) return
    this.#forgotAt = Date.now()
    this.#file.forgetOld(this.#forgotAt)
  }
}

function completed({ history }: FlinkCheckpointHistory): Checkpoint[] {
  return history
    .filter(({ status }) => status === 'COMPLETED')
    .map(({ id, is_savepoint, trigger_timestamp, end_to_end_duration }) => ({
      id,
      kind: is_savepoint ? ('savepoint' as const) : ('checkpoint' as const),
      triggeredAt: trigger_timestamp,
      completedAt: trigger_timestamp + end_to_end_duration,
    }))
}

/** What a job really writes: as its tasks say, not as a file does. */
export function sinksOf(job: Pick<JobReading, 'tasks'>): Sink[] {
  const sinks = new Map<string, Sink>()
  for (const task of job.tasks) {
    const iceberg = /\bIceberg(FilesCommitter|Sink)\b/.test(task.name)
    for (const table of task.tables) sinks.set(table, { table, kind: iceberg ? 'iceberg' : 'jdbc' })
  }
  return [...sinks.values()]
}

function sinkRow(status: SinkStatus): CommitLedger['sinks'][number] {
  return {
    table: status.table,
    kind: status.kind,
    state: status.state,
    detail: inWords(status),
    committed_checkpoint: status.newestCommit?.checkpointId ?? null,
    snapshot_id: status.newestCommit?.snapshotId ?? null,
    committed_at: status.newestCommit === null ? null : iso(status.newestCommit.committedAt),
    commit_ms: status.commitMs,
  }
}

/** How a sink stands, in one sentence. */
export function inWords({ kind, state, waiting, allowanceMs, table }: SinkStatus): string {
  const seconds = Math.round(allowanceMs / 1000)
  const words: Record<CommitState, string> = {
    committed: kind === 'jdbc' ? 'writes before each checkpoint completes' : 'every checkpoint is committed',
    no_data: 'every checkpoint is committed; the newest had nothing for it',
    pending: `checkpoint ${waiting?.id} is complete and not committed yet, as it may be for ${seconds} s`,
    missing: `checkpoint ${waiting?.id} is complete, and after ${seconds} s its rows are not in ${table}. See the TaskManager's log for the commit`,
    unknown: 'its snapshots from that time are gone',
  }
  return words[state]
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
