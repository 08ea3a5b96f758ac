import { setTimeout as delay } from 'node:timers/promises'
import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import type { Trino } from 'trino-client'
import type { Flink, FlinkJob } from './flink.ts'
import type { PartitionRange } from './kafka-reader.ts'
import { auditSql } from './tables.ts'
import { query } from './trino.ts'
import type { Watch } from './watch.ts'

const POLL_MS = 1_000
const SAY_EVERY_MS = 10_000
const READ_OFFSET = /KafkaSourceReader\.topic\.([\w.-]+)\.partition\.(\d+)\.currentOffset$/

/** What still has to happen; null when nothing. */
type Awaited = () => Promise<string | null>

/**
 * Waits until the tables hold the effect of every record before the ends of `ranges`: until every running job has read
 * up to there, a checkpoint triggered after that is complete, and each table has a snapshot of that checkpoint or a
 * later one. Iceberg's sink commits at the latest every tenth checkpoint even when there is nothing to commit.
 * @returns null, or what was still awaited when `deadline` (milliseconds since 1970) passed.
 * @throws {Error} the signal's reason once it is aborted.
 */
export async function waitForCommits(
  { flink, trino }: { readonly flink: Flink; readonly trino: Trino },
  ranges: readonly PartitionRange[],
  tables: readonly IcebergTable[],
  deadline: number,
  { signal, progress }: Watch,
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
      await delay(POLL_MS, undefined, { signal })
    }
  }
  let jobs: FlinkJob[] = []
  const late = await poll(async () => {
    jobs = await flink.liveJobs()
    if (jobs.length === 0) return 'a running Flink job ("npm run submit-job")'
    return firstProblem(jobs.map((job) => unread(flink, job, ranges)))
  })
  const read = Date.now()
  const reached = new Map<string, number>()
  return (
    late ??
    (await poll(() => firstProblem(jobs.map((job) => uncheckpointed(flink, job, read, reached))))) ??
    (await poll(() => uncommitted(trino, tables, reached, read)))
  )
}

/** Flink and Trino may be coming back: their silence is one more thing to wait for. */
function unanswered(error: Error): string {
  return `an answer: ${error.message}`
}

async function firstProblem(problems: readonly Promise<string | null>[]): Promise<string | null> {
  return (await Promise.all(problems)).find((problem) => problem !== null) ?? null
}

/** Metrics appear a while after their task has started, so a source without them has yet to read. */
async function unread(flink: Flink, job: FlinkJob, ranges: readonly PartitionRange[]): Promise<string | null> {
  if (job.state !== 'RUNNING') return `job ${job.name} to be RUNNING, it is ${job.state}`
  for (const { name, metrics } of await flink.sources(job.id, READ_OFFSET)) {
    const source = `job ${job.name} (${name.slice(0, 60)})`
    const offsets = new Map(metrics.map((metric) => [placeOf(metric.name), metric.max]))
    const topics = new Set(metrics.map((metric) => READ_OFFSET.exec(metric.name)?.[1]))
    if (topics.size === 0) return `${source} to say what it has read`
    for (const { topic, partition, from, to } of ranges) {
      if (!topics.has(topic) || from >= to) continue
      const read = offsets.get(`${topic}-${partition}`)
      if (read === undefined || read < to - 1)
        return `${source} to read ${topic}-${partition} from ${read} up to ${to - 1}`
    }
  }
  return null
}

function placeOf(metric: string): string {
  const [, topic, partition] = READ_OFFSET.exec(metric) ?? []
  return `${topic}-${partition}`
}

async function uncheckpointed(
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
