import { z } from 'zod'

/** Where an operation was asked for. */
export const operationSources = ['cli', 'dashboard', 'task', 'recovery'] as const
export type OperationSource = (typeof operationSources)[number]
export const operationOutcomes = ['succeeded', 'failed', 'rolled_back', 'cancelled', 'interrupted'] as const
export type OperationOutcome = (typeof operationOutcomes)[number]

export const operationStep = z.object({
  name: z.string(),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  /** Null while it goes on, or for ever when its process died in it. */
  outcome: z.enum(['done', 'failed', 'skipped']).nullable(),
  /** What came of it, or why it failed. */
  detail: z.string().nullable(),
})

/** One change to the pipeline, as the journal holds it. */
export const operation = z.object({
  id: z.int(),
  /** What was done: `job.change`, `job.stop`, `table.repartition` and so on. */
  kind: z.string(),
  /** The job or table it was done to. */
  object: z.string(),
  /** The account that asked. */
  actor: z.string(),
  source: z.enum(operationSources),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  /** Null while it goes on. */
  outcome: z.enum(operationOutcomes).nullable(),
  /** What came of it in one sentence; of a failure, the cause. */
  summary: z.string().nullable(),
  /** What to do next, after a failure. */
  action: z.string().nullable(),
  /** Facts by name: `sql_diff`, `savepoint`, `former_job_id`, `job_id`, `downtime_ms` and so on. */
  details: z.record(z.string(), z.unknown()),
  steps: z.array(operationStep),
})
export type Operation = z.infer<typeof operation>

/** What `GET /api/operations` may be asked for; `unended` is everything that has no outcome yet. */
export const operationsWanted = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Only operations older than this one. */
  before: z.coerce.number().int().min(1).optional(),
  object: z.string().max(200).optional(),
  kind: z.string().max(100).optional(),
  outcome: z.enum([...operationOutcomes, 'unended']).optional(),
})

/** `GET /api/operations`: newest first. */
export const operationList = z.object({ operations: z.array(operation), server_now: z.iso.datetime() })
export type OperationList = z.infer<typeof operationList>

/** `GET /api/operations/{id}`. */
export const operationAnswer = z.object({ operation, server_now: z.iso.datetime() })
