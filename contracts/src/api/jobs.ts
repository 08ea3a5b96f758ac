import { z } from 'zod'

export const findingSeverities = ['error', 'warning'] as const

/** What is wrong, or dangerous, at one place of a job's SQL. */
export const finding = z.object({
  /** The rule's name; `sql` for what the gateway itself refuses. */
  rule: z.string(),
  severity: z.enum(findingSeverities),
  file: z.string(),
  /** Both from 1. */
  line: z.int().min(1),
  column: z.int().min(1),
  message: z.string(),
  /** What to write instead. */
  instead: z.string(),
})
export type Finding = z.infer<typeof finding>

/**
 * Whether a changed job can go on from the state of the one it replaces:
 * `compatible`, `fresh_start` (it cannot: some operator would lose or misread its state), `unknown`.
 */
export const compatibility = z.object({
  verdict: z.enum(['compatible', 'fresh_start', 'unknown']),
  summary: z.string(),
  operators: z.array(
    z.object({
      /** As the plan names it, with what distinguishes it. */
      operator: z.string(),
      effect: z.enum(['lost', 'unreadable', 'reinterpreted', 'new', 'unverified']),
      why: z.string(),
    }),
  ),
})
export type Compatibility = z.infer<typeof compatibility>

/** What bringing the SQL in would do: `none`, `start` or `replace`, in words in `would`. */
export const jobPlan = z.object({
  action: z.enum(['none', 'start', 'replace']),
  would: z.string(),
  /** Null where no state is taken over. */
  compatibility: compatibility.nullable(),
})
export type JobPlan = z.infer<typeof jobPlan>

/** `POST /api/jobs/{name}/validate`: what the gateway and the rules say of a text; nothing is changed. */
export const validateRequest = z.object({ sql: z.string().max(200_000) })
export const validation = z.object({
  findings: z.array(finding),
  /** What Flink would run, as its planner explains it; null when the SQL is refused. */
  explained: z.string().nullable(),
  /** What applying would do; null when the SQL is refused, or when it could not be done now (`obstacle`). */
  plan: jobPlan.nullable(),
  obstacle: z.string().nullable(),
  server_now: z.iso.datetime(),
})
export type Validation = z.infer<typeof validation>

/** `sql` is written to the job's file first; without it the files are brought in as they are. */
export const applyRequest = z.object({ sql: z.string().max(200_000).optional() })
/** `fresh` forgets the state: the topics are read again from their beginning. */
export const startRequest = z.object({ fresh: z.boolean().default(false) })
export const restoreRequest = z.object({
  savepoint: z.int(),
  /** Do it although tables hold commits made after the savepoint. */
  accept_later_commits: z.boolean().default(false),
})
export const rollbackRequest = z.object({ version: z.int().min(1) })
export const scaleRequest = z.object({ parallelism: z.int().min(1).max(128) })

/** 202 of every change: follow it at `GET /api/operations/{operation}`. */
export const operationBegun = z.object({
  /** Null when nothing had to be done. */
  operation: z.int().nullable(),
  /** What is being done, or why nothing is. */
  would: z.string(),
})

/** A distinct text of a job that was once submitted, newest first by number. */
export const jobVersion = z.object({
  number: z.int(),
  digest: z.string(),
  /** The job's own file. */
  sql: z.string(),
  /** What it changed against the version before it, in the job's file and in the prelude it uses, as `diff -u`. */
  changes: z.string(),
  created_at: z.iso.datetime(),
  /** When it was last started, and how often. */
  last_started_at: z.iso.datetime().nullable(),
  starts: z.int(),
})
export type JobVersion = z.infer<typeof jobVersion>

export const savepoint = z.object({
  id: z.int(),
  job: z.string(),
  path: z.string(),
  flink_job_id: z.string(),
  /** The job's version that it was taken of; null when that is not on record. */
  version: z.int().nullable(),
  /** Number of the checkpoint that it is; null when Flink no longer knew it. */
  checkpoint_id: z.int().nullable(),
  taken_at: z.iso.datetime(),
  /** Size in MinIO; null when it has not been measured. */
  bytes: z.int().nullable(),
  /** The newest good one of its job, which is never deleted. */
  kept_always: z.boolean(),
  operation: z.int().nullable(),
})
export type Savepoint = z.infer<typeof savepoint>

/** `GET /api/jobs/{name}/savepoints/{id}`: what a restore to it would do. */
export const savepointDetail = z.object({
  savepoint,
  /** Commits that the tables got after the savepoint: their rows would be written again. */
  later_commits: z.array(z.object({ table: z.string(), commits: z.int(), newest_committed_at: z.iso.datetime() })),
  server_now: z.iso.datetime(),
})
export type SavepointDetail = z.infer<typeof savepointDetail>

export const jobCheckpoint = z.object({
  id: z.int(),
  kind: z.enum(['checkpoint', 'savepoint']),
  status: z.enum(['IN_PROGRESS', 'COMPLETED', 'FAILED']),
  triggered_at: z.iso.datetime(),
  duration_ms: z.number(),
  state_bytes: z.number(),
  failure: z.string().nullable(),
})

export const jobException = z.object({
  at: z.iso.datetime(),
  /** The innermost exception in one line. */
  cause: z.string(),
  trace: z.string(),
})

/** `GET /api/jobs/{name}`: everything about one job. */
export const jobDetail = z.object({
  name: z.string(),
  question: z.string(),
  file: z.string(),
  sql: z.string(),
  parallelism: z.int().nullable(),
  flink_job_id: z.string().nullable(),
  state: z.string(),
  started_at: z.iso.datetime().nullable(),
  restarts: z.int().nullable(),
  /** The version that runs; null when nothing runs or it is not on record. */
  running_version: z.int().nullable(),
  /** Whether what runs is what the files say; null when nothing runs. */
  as_in_files: z.boolean().nullable(),
  /** Why the files cannot be a job, if so. */
  file_problem: z.string().nullable(),
  /** The operation under way on it. */
  operation: z.int().nullable(),
  versions: z.array(jobVersion),
  savepoints: z.array(savepoint),
  checkpoints: z.array(jobCheckpoint),
  exceptions: z.array(jobException),
  server_now: z.iso.datetime(),
})
export type JobDetail = z.infer<typeof jobDetail>
