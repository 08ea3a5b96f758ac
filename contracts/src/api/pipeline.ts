import { z } from 'zod'
import { commitStates } from './commit-ledger.ts'

/** How well a place of the pipeline does: `idle` has nothing to do, `unknown` could not be looked at. */
export const placeStates = ['ok', 'slow', 'stalled', 'idle', 'unknown'] as const
export type PlaceState = (typeof placeStates)[number]

/** Rates are per second over the time between two looks, some 5 to 15 s; null at the first look. */
const rate = z.number().nullable()
const share = z.number().min(0).max(1).nullable()

const place = z.object({
  state: z.enum(placeStates),
  /** That state in words. */
  detail: z.string(),
})

export const pipelineTopic = place.extend({
  name: z.string(),
  records_per_second: rate,
  partitions: z.array(
    z.object({
      partition: z.int(),
      /** The offset the next record will get (64 bits, as text). */
      end_offset: z.string(),
      records_per_second: rate,
      /** When anybody but the control plane, which writes heartbeats, was last noticed to have written to it. */
      written_at: z.iso.datetime(),
    }),
  ),
})

export const pipelineOperator = place.extend({
  /** Flink's id of the task (a vertex: operators chained together). */
  id: z.string(),
  /** What it does, in a few words. */
  name: z.string(),
  /** Flink's own name of it. */
  description: z.string(),
  kind: z.enum(['source', 'operator', 'sink']),
  /** The tasks it reads from. */
  inputs: z.array(z.string()),
  /** The topics a source reads. */
  topics: z.array(z.string()),
  /** The tables it writes. */
  tables: z.array(z.string()),
  parallelism: z.int(),
  records_in_per_second: rate,
  records_out_per_second: rate,
  /** Share of the time it worked, waited for input, or was held up by what comes after it; mean of its subtasks. */
  busy: share,
  idle: share,
  back_pressured: share,
  /** The lowest watermark among its inputs, or of a source its own; null while there is none. */
  watermark: z.iso.datetime().nullable(),
  /** Records of its topics that are not read yet; null for anything but a source. */
  lag_records: z.number().nullable(),
})

/** One partition as one source of one job sees it. */
export const pipelineSplit = z.object({
  job: z.string(),
  topic: z.string(),
  partition: z.int(),
  lag_records: z.number().nullable(),
  watermark: z.iso.datetime().nullable(),
})

export const pipelineJob = place.extend({
  name: z.string(),
  flink_job_id: z.string().nullable(),
  flink_state: z.string(),
  checkpoint_interval_ms: z.number().nullable(),
  last_checkpoint_at: z.iso.datetime().nullable(),
  last_checkpoint_ms: z.number().nullable(),
  operators: z.array(pipelineOperator),
})

export const pipelineTable = place.extend({
  name: z.string(),
  kind: z.enum(['iceberg', 'jdbc']),
  jobs: z.array(z.string()),
  commit_state: z.enum(commitStates),
  committed_at: z.iso.datetime().nullable(),
  newest_event_time: z.iso.datetime().nullable(),
})

/**
 * What one stretch of the way from an event to the screen adds to the age of what is seen there.
 * The hops of one path follow each other: their delays add up.
 */
export const pipelineHop = z.object({
  id: z.enum(['produce', 'read', 'watermark', 'checkpoint', 'commit', 'query']),
  name: z.string(),
  /** The job that is slowest here, where there are several. */
  job: z.string().nullable(),
  delay_ms: z.number().nullable(),
  /** How it was found out: measured, or an estimate and from what. */
  basis: z.string(),
  /** What would make it shorter. */
  remedy: z.string(),
})

/** `GET /api/pipeline`: every place of the way from producer to dashboard, and what each stretch costs. */
export const pipeline = z.object({
  producer: place.extend({ records_per_second: rate }),
  topics: z.array(pipelineTopic),
  jobs: z.array(pipelineJob),
  splits: z.array(pipelineSplit),
  tables: z.array(pipelineTable),
  trino: place.extend({ query_ms: z.number().nullable() }),
  hops: z.array(pipelineHop),
  /** The `id` of the hop that takes longest; null while too little is known. */
  slowest: z.string().nullable(),
  /** What could not be looked at, and why. */
  blind: z.array(z.object({ what: z.string(), cause: z.string() })),
  checked_at: z.iso.datetime(),
  server_now: z.iso.datetime(),
})
export type Pipeline = z.infer<typeof pipeline>
