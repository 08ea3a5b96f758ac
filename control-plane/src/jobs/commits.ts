import { type TrinoClient, TrinoQueryError } from '../clients/trino.ts'
import { tableSql } from '../tables/table-name.ts'
import { integerSql, trinoStatement } from '../tables/trino-file.ts'
import type { RecordedRun, RecordedSavepoint } from './records.ts'
import type { IcebergSink } from './sinks.ts'

const DEADLINE_MS = 30_000

/** What one Flink job has committed to one table. */
export interface JobCommits {
  readonly jobId: string
  /** The newest checkpoint whose rows are in the table. */
  readonly checkpointId: number
  readonly commits: number
  readonly newestAt: Date
}

/**
 * Per checkpoint and job, the commits that a table still knows of and that were made after `since`.
 * @throws {TrinoQueryError} @throws {TrinoUnavailableError}
 */
export async function commitsSince(
  trino: Pick<TrinoClient, 'query'>,
  root: string,
  sink: IcebergSink,
  since: Date,
): Promise<JobCommits[]> {
  const pieces = { snapshots: tableSql(sink, '$snapshots'), since_ms: integerSql(since.getTime()) }
  const { rows } = await trino.query(trinoStatement(root, 'queries/jobs/commits_since', pieces), DEADLINE_MS)
  return rows.map(([jobId, checkpointId, commits, newestMs]) => ({
    jobId: String(jobId),
    checkpointId: Number(checkpointId),
    commits: Number(commits),
    newestAt: new Date(Number(newestMs)),
  }))
}

/** The newest checkpoint that this job has committed to a table; null while there is none, or no such table. */
export async function committedBy(
  trino: Pick<TrinoClient, 'query'>,
  root: string,
  sink: IcebergSink,
  jobId: string,
  since: Date,
): Promise<number | null> {
  try {
    const own = (await commitsSince(trino, root, sink, since)).filter((commits) => commits.jobId === jobId)
    return own.length === 0 ? null : Math.max(...own.map(({ checkpointId }) => checkpointId))
  } catch (error) {
    if (error instanceof TrinoQueryError && error.errorName === 'TABLE_NOT_FOUND') return null
    throw error
  }
}

export interface LaterCommits {
  readonly table: string
  readonly commits: number
  readonly newestAt: Date
}

/**
 * The commits with rows from after a savepoint: a job restored to it reads and writes those rows again. Commits of the
 * savepoint's own job up to its checkpoint belong to it, even if they were made a moment later.
 */
export async function commitsAfter(
  trino: Pick<TrinoClient, 'query'>,
  root: string,
  sinks: readonly IcebergSink[],
  savepoint: RecordedSavepoint,
  runs: readonly RecordedRun[],
): Promise<LaterCommits[]> {
  const ours = new Set(runs.map((run) => run.flink_job_id))
  const tables = await Promise.all(
    sinks.map(async (sink) => {
      const all = await commitsSince(trino, root, sink, new Date(savepoint.taken_at))
      const later = all.filter(
        ({ jobId, checkpointId }) =>
          ours.has(jobId) && !(jobId === savepoint.flink_job_id && checkpointId <= (savepoint.checkpoint_id ?? 0)),
      )
      const newestAt = new Date(Math.max(0, ...later.map((commits) => commits.newestAt.getTime())))
      return { table: sink.name, commits: later.reduce((sum, { commits }) => sum + commits, 0), newestAt }
    }),
  )
  return tables.filter(({ commits }) => commits > 0)
}
