import { z } from 'zod'

/**
 * What became of a checkpoint in one sink:
 * `committed`: a snapshot of the table carries it (a JDBC sink: it wrote before the checkpoint completed);
 * `no_data`: it left no snapshot of its own and a later one is committed: it had nothing to commit, or was committed
 * together with that one; `pending`: not committed, and not yet overdue; `missing`: overdue, rows are at stake;
 * `unknown`: from before the first look at the table.
 */
export const commitStates = ['committed', 'no_data', 'pending', 'missing', 'unknown'] as const
export type CommitState = (typeof commitStates)[number]

export const ledgerSink = z.object({
  table: z.string(),
  kind: z.enum(['iceberg', 'jdbc']),
  /** The state of the newest checkpoint in this sink. */
  state: z.enum(commitStates),
  /** That state in words; for `missing`, what to do. */
  detail: z.string(),
  /** Newest checkpoint of the running job that is committed, with its snapshot (a 64-bit number as text). */
  committed_checkpoint: z.int().nullable(),
  snapshot_id: z.string().nullable(),
  committed_at: z.iso.datetime().nullable(),
  /** Milliseconds from the trigger of a checkpoint to its commit: median of the checkpoints listed. */
  commit_ms: z.number().nullable(),
})

export const ledgerCheckpoint = z.object({
  id: z.int(),
  kind: z.enum(['checkpoint', 'savepoint']),
  triggered_at: z.iso.datetime(),
  completed_at: z.iso.datetime(),
  /** One entry per sink, in the order of `sinks`. */
  sinks: z.array(
    z.object({
      table: z.string(),
      state: z.enum(commitStates),
      snapshot_id: z.string().nullable(),
      committed_at: z.iso.datetime().nullable(),
    }),
  ),
})

/** `GET /api/jobs/{name}/commit-ledger?limit=N`: Flink's completed checkpoints beside Iceberg's snapshots, newest first. */
export const commitLedger = z.object({
  job: z.string(),
  /** The job that the checkpoints are of: what runs, or ran last; null before the first look. */
  flink_job_id: z.string().nullable(),
  sinks: z.array(ledgerSink),
  checkpoints: z.array(ledgerCheckpoint),
  /** Why the newest look failed; null when it did not. */
  cause: z.string().nullable(),
  /** When Flink and the tables were last looked at. */
  checked_at: z.iso.datetime().nullable(),
  server_now: z.iso.datetime(),
})
export type CommitLedger = z.infer<typeof commitLedger>
