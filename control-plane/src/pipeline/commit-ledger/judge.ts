import type { CommitState } from '@lakehouse/contracts/api/commit-ledger.ts'

/** The sink commits at the latest every tenth checkpoint, data or not (`flink.max-continuous-empty-commits`). */
export const EMPTY_CHECKPOINTS = 10
/** What a commit may take on top of that, milliseconds. */
export const COMMIT_ALLOWANCE_MS = 30_000

export interface Checkpoint {
  readonly id: number
  readonly kind: 'checkpoint' | 'savepoint'
  /** Milliseconds since 1970. */
  readonly triggeredAt: number
  readonly completedAt: number
}

export interface Commit {
  readonly checkpointId: number
  readonly snapshotId: string
  readonly committedAt: number
}

export interface Sink {
  readonly table: string
  readonly kind: 'iceberg' | 'jdbc'
}

/** How a sink of a running job stands. */
export interface SinkStatus extends Sink {
  readonly job: string
  readonly jobId: string
  readonly state: CommitState
  /** The oldest checkpoint that is not committed. */
  readonly waiting: Checkpoint | null
  readonly newestCommit: Commit | null
  /** How long a commit may take before it is missing. */
  readonly allowanceMs: number
  /** Median of what the last commits took from the trigger of their checkpoint. */
  readonly commitMs: number | null
}

/** How long after a checkpoint its commit is overdue, given the checkpoints that came before (newest first). */
export function allowance(checkpoints: readonly Checkpoint[], intervalMs: number): number {
  const [newest, oldest] = [checkpoints[0], checkpoints.at(-1)]
  const spans = checkpoints.length - 1
  const seen =
    newest === undefined || oldest === undefined || spans < 1 ? 0 : (newest.completedAt - oldest.completedAt) / spans
  return EMPTY_CHECKPOINTS * Math.max(intervalMs, seen) + COMMIT_ALLOWANCE_MS
}

/** What became of one checkpoint in one sink. `commits` are those of the job to that table. */
export function stateOf(
  checkpoint: Checkpoint,
  kind: Sink['kind'],
  commits: readonly Commit[],
  allowanceMs: number,
  now: number,
): CommitState {
  if (kind === 'jdbc' || commits.some(({ checkpointId }) => checkpointId === checkpoint.id)) return 'committed'
  const ids = commits.map(({ checkpointId }) => checkpointId)
  if (ids.length > 0 && checkpoint.id < Math.max(...ids))
    return checkpoint.id < Math.min(...ids) ? 'unknown' : 'no_data'
  return now - checkpoint.completedAt > allowanceMs ? 'missing' : 'pending'
}

/** How a sink stands: as its oldest checkpoint that is not committed. */
export function statusOf(
  job: { readonly name: string; readonly id: string },
  sink: Sink,
  checkpoints: readonly Checkpoint[],
  commits: readonly Commit[],
  allowanceMs: number,
  now: number,
): SinkStatus {
  const newestCommit = commits.reduce<Commit | null>(
    (best, commit) => (best === null || commit.checkpointId > best.checkpointId ? commit : best),
    null,
  )
  const waiting =
    sink.kind === 'jdbc'
      ? null
      : (checkpoints.filter(({ id }) => id > (newestCommit?.checkpointId ?? 0)).sort((a, b) => a.id - b.id)[0] ?? null)
  const state = waiting === null ? 'committed' : stateOf(waiting, sink.kind, commits, allowanceMs, now)
  return {
    ...sink,
    job: job.name,
    jobId: job.id,
    state,
    waiting,
    newestCommit,
    allowanceMs,
    commitMs: commitMs(checkpoints, commits),
  }
}

function commitMs(checkpoints: readonly Checkpoint[], commits: readonly Commit[]): number | null {
  const triggered = new Map(checkpoints.map(({ id, triggeredAt }) => [id, triggeredAt]))
  const took = commits
    .flatMap(({ checkpointId, committedAt }) => {
      const from = triggered.get(checkpointId)
      return from === undefined ? [] : [committedAt - from]
    })
    .sort((a, b) => a - b)
  return took[Math.floor(took.length / 2)] ?? null
}
