import { setTimeout as delay } from 'node:timers/promises'
import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import type { Trino } from 'trino-client'
import type { Flink, FlinkJob } from './flink.ts'
import type { PartitionRange } from './kafka-reader.ts'
import { ReadPositions } from './read-positions.ts'
import { auditSql } from './tables.ts'
import { query } from './trino.ts'
import type { Watch } from './watch.ts'

const POLL_MS = 1_000
const SAY_EVERY_MS = 10_000

/** What still has to happen; null when nothing. */
type Awaited = () => Promise<string | null>

/**
 * Waits until the tables hold the effect of every record before the ends of `ranges`: until every running job has read
 * up to there, a checkpoint triggered after that is complete, and each table has a snapshot of that checkpoint or a
 * later one. Iceberg's sink commits at the latest every tenth checkpoint even when there is nothing to commit. A job that
 * restarts before that checkpoint reads some records again, so all of it is awaited anew.
 * @returns null, or what was still awaited when `deadline` (milliseconds since 1970) passed.
 * @throws {Error} the signal's reason once it is aborted.
 */
export async function waitForCommits(
  { flink, trino }: { readonly flink: Flink; readonly trino: Trino },
  ranges: readonly PartitionRange[],
  tables: readonly IcebergTable[],
  deadline: number,
  { signal, progress }: Watch,
  pollMs = POLL_MS,
): Promise<string | null> {
  const poll = async (awaited: Awaited): Promise<string | null> => {
    for (let said = 0; ; ) {
      const waiting = await awaited().catch(unanswered)
      if (waiting === null) return null
      if (Date.now() > deadline) return `the tables have not reached the audited moment, still waiting for ${waiting}`
      if (Date.now() - said > SAY_EVERY_MS) {
        progress(`waiting for ${waiting}`)
        said = Date.now()
      }
      await delay(pollMs, undefined, { signal })
    }
  }
  const positions = new ReadPositions()
  for (;;) {
    let jobs: FlinkJob[] = []
    const unread = await poll(async () => {
      jobs = await flink.liveJobs()
      if (jobs.length === 0) return 'a running Flink job ("npm run submit-job")'
      return firstProblem(jobs.map((job) => positions.awaited(flink, job, ranges)))
    })
    if (unread !== null) return unread
    const read = Date.now()
    const reached = new Map<string, number>()
    let sameRuns = true
    const uncheckpointed = await poll(async () => {
      const problem = await firstProblem(jobs.map((job) => awaitedCheckpoint(flink, job, read, reached)))
      sameRuns = (await Promise.all(jobs.map((job) => positions.isSameRun(flink, job)))).every(Boolean)
      return sameRuns ? problem : null
    })
    if (!sameRuns) {
      progress('a job has started again meanwhile: waiting for all of it once more')
      continue
    }
    return uncheckpointed ?? (await poll(() => uncommitted(trino, tables, reached, read)))
  }
}

/** Flink and Trino may be coming back: their silence is one more thing to wait for. */
function unanswered(error: Error): string {
  return `an answer: ${error.message}`
}

async function firstProblem(problems: readonly Promise<string | null>[]): Promise<string | null> {
  return (await Promise.all(problems)).find((problem) => problem !== null) ?? null
}

async function awaitedCheckpoint(
  flink: Flink,
  job: FlinkJob,
  since: number,
  reached: Map<string, number>,
): Promise<string | null> {
  if (reached.has(job.id)) return null
  const newest = await flink.newestCheckpoint(job.id)
  if (newest === null || newest.triggeredAt <= since) return `job ${job.name} to complete a checkpoint`
  reached.set(job.id, newest.id)
  return null
}

async function uncommitted(
  trino: Trino,
  tables: readonly IcebergTable[],
  reached: ReadonlyMap<string, number>,
  since: number,
): Promise<string | null> {
  const waiting = new Set<string>(tables)
  for await (const page of query(trino, await auditSql('commits'), [
    'table_name',
    'job_id',
    'checkpoint_id',
    'committed_at',
  ])) {
    for (const [table, job, checkpoint, committedAt] of page) {
      const needed = reached.get(String(job))
      if (needed !== undefined && Number(checkpoint) >= needed && Number(committedAt) > since)
        waiting.delete(String(table))
    }
  }
  return waiting.size === 0
    ? null
    : `a commit of checkpoint ${[...reached.values()].join(' / ')} to ${[...waiting].join(', ')}`
}
