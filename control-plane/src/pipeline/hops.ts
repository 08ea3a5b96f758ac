import type { Pipeline } from '@lakehouse/contracts/api/pipeline.ts'
import type { JobReading, Reading, TaskReading } from './reading.ts'

export type Hop = Pipeline['hops'][number]

/** What the reading does not hold, because it is asked only when somebody looks. */
export interface Asked {
  /** Milliseconds from event_time to the record's Kafka timestamp, median of the newest events that are not late. */
  readonly produceMs: number | null
  /** What Trino took for its newest answer. */
  readonly queryMs: number | null
}

/** Until when Flink's figures, which are up to 10 s old, are taken for how things are. */
const FRESH_MS = 30_000

/** The stretches of the way from an event to the screen, each with what it adds and what would make it shorter. */
export function hops(reading: Reading, asked: Asked): Hop[] {
  return [
    {
      id: 'produce',
      name: 'Event to Kafka',
      job: null,
      delay_ms: asked.produceMs,
      basis: 'measured: event_time to Kafka timestamp, median of the newest on-time events',
      remedy: 'a nearer or less busy producer: it sends each batch as soon as Kafka has taken the one before',
    },
    worst(reading.jobs, {
      id: 'read',
      name: 'Waiting in Kafka',
      delayOf: (job) => waiting(job, reading),
      basis: 'estimate: records not read yet, at the rate of their topic',
      remedy: 'more parallelism for the job, or less work in its busiest task: npm run jobs -- scale JOB N',
    }),
    worst(reading.jobs, {
      id: 'watermark',
      name: 'Waiting for the watermark',
      delayOf: (job) => watermarkDelay(job, reading.at),
      basis:
        "estimate: how far the sources' watermarks are behind the clock as Flink last told (every 10 s); only windows and joins wait for it",
      remedy: 'a shorter bound for late events in WATERMARK FOR (now 5 s): fewer seconds, more late events',
    }),
    worst(reading.jobs, {
      id: 'checkpoint',
      name: 'Waiting for a checkpoint',
      delayOf: checkpointDelay,
      basis: 'estimate: half the checkpoint interval, and what the newest checkpoint took',
      remedy:
        'a shorter execution.checkpointing.interval (LAKEHOUSE_CHECKPOINT_INTERVAL): fresher rows, more and smaller files',
    }),
    commitHop(reading),
    {
      id: 'query',
      name: 'Query in Trino',
      job: null,
      delay_ms: asked.queryMs,
      basis: 'measured: the newest answer about table freshness',
      remedy: 'compaction: fewer files and equality deletes to read: npm run tasks -- run compaction',
    },
  ]
}

/** The hop that takes longest; null while fewer than half are known, for then it might be another. */
export function slowest(all: readonly Hop[]): Hop['id'] | null {
  const known = all.filter((hop) => hop.delay_ms !== null)
  if (known.length * 2 < all.length) return null
  return [...known].sort((a, b) => (b.delay_ms ?? 0) - (a.delay_ms ?? 0))[0]?.id ?? null
}

interface OfJobs extends Pick<Hop, 'id' | 'name' | 'basis' | 'remedy'> {
  readonly delayOf: (job: JobReading) => number | null
}

function worst(jobs: readonly JobReading[], { delayOf, ...hop }: OfJobs): Hop {
  const delays = jobs.flatMap((job) => {
    const delay = delayOf(job)
    return delay === null ? [] : [{ job: job.name, delay }]
  })
  const most = delays.sort((a, b) => b.delay - a.delay)[0]
  return { ...hop, job: most?.job ?? null, delay_ms: most?.delay ?? null }
}

function sourcesOf(job: JobReading): TaskReading[] {
  return job.tasks.filter(({ kind }) => kind === 'source')
}

function waiting(job: JobReading, { topics }: Reading): number | null {
  const delays = sourcesOf(job).flatMap((source) => {
    const rates = topics.filter(({ name }) => source.topics.includes(name)).map(({ rate }) => rate ?? 0)
    const rate = rates.reduce((sum, each) => sum + each, 0)
    return source.lag === null || rate === 0 ? [] : [(source.lag / rate) * 1000]
  })
  return delays.length === 0 ? null : Math.max(...delays)
}

function watermarkDelay(job: JobReading, now: number): number | null {
  const delays = sourcesOf(job).flatMap(({ watermark, roseAt }) => {
    if (watermark === null) return []
    // Right after it rose the figure is as fresh as it gets; one that has not risen for long is as old as it looks.
    return [Math.max(0, (now - roseAt < FRESH_MS ? roseAt : now) - watermark)]
  })
  return delays.length === 0 ? null : Math.max(...delays)
}

function checkpointDelay({ checkpointIntervalMs, lastCheckpointMs }: JobReading): number | null {
  return lastCheckpointMs === null ? null : checkpointIntervalMs / 2 + lastCheckpointMs
}

/** The commit's own part of the time from the trigger of a checkpoint to its snapshot. */
function commitHop({ sinks, jobs }: Reading): Hop {
  const delays = sinks.flatMap(({ job, table, commitMs }) => {
    const checkpoint = jobs.find(({ name }) => name === job)?.lastCheckpointMs ?? null
    return commitMs === null || checkpoint === null ? [] : [{ job, table, delay: Math.max(0, commitMs - checkpoint) }]
  })
  const most = delays.sort((a, b) => b.delay - a.delay)[0]
  return {
    id: 'commit',
    name: 'Commit to Iceberg',
    job: most?.job ?? null,
    delay_ms: most?.delay ?? null,
    basis: `estimate: trigger of a checkpoint to its snapshot, median of the last 20, less the checkpoint itself${most === undefined ? '' : ` (${most.table})`}`,
    remedy:
      'fewer snapshots to carry along: expire old ones (npm run tasks -- run expire), and fewer tables in one job',
  }
}
