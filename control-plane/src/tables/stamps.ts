import { ancestors, type Snapshot, type TableMetadata } from './metadata.ts'

/** Why each Flink job's commits are still needed, by Flink's job id. */
export type NeededJobs = ReadonlyMap<string, string>

const JOB = 'flink.job-id'
const OPERATOR = 'flink.operator-id'
const CHECKPOINT = 'flink.max-committed-checkpoint-id'

/** What a Flink sink wrote into a snapshot's summary: up to which checkpoint it has committed to this table. */
export interface Stamp {
  readonly snapshot: Snapshot
  readonly jobId: string
  readonly operatorId: string | null
  readonly checkpointId: string
  readonly why: string
}

/**
 * The newest stamp of each (job, operator) that a restart may look for. Flink's sink looks from the present backwards,
 * parent by parent. Where it finds none of its job, it commits its last files once more, or looks for manifests that
 * are long gone and never starts again (Iceberg 1.11, SinkUtil.getMaxCommittedCheckpointId).
 */
export function neededStamps(metadata: Pick<TableMetadata, 'current' | 'snapshots'>, needed: NeededJobs): Stamp[] {
  const stamps = new Map<string, Stamp>()
  for (const snapshot of ancestors(metadata)) {
    const { [JOB]: jobId, [OPERATOR]: operatorId = null, [CHECKPOINT]: checkpointId } = snapshot.summary
    if (jobId === undefined || checkpointId === undefined) continue
    const why = needed.get(jobId)
    const key = `${jobId} ${operatorId ?? ''}`
    if (why === undefined || stamps.has(key)) continue
    stamps.set(key, { snapshot, jobId, operatorId, checkpointId, why })
  }
  return [...stamps.values()]
}

/** The summary entries that carry a stamp in another snapshot. */
export function stampSummary({ jobId, operatorId, checkpointId }: Stamp): Readonly<Record<string, string>> {
  return { [JOB]: jobId, ...(operatorId === null ? {} : { [OPERATOR]: operatorId }), [CHECKPOINT]: checkpointId }
}

/** Those of `wanted` that a sink would not find in the table as it is now. */
export function missingStamps(
  metadata: Pick<TableMetadata, 'current' | 'snapshots'>,
  wanted: readonly Stamp[],
): Stamp[] {
  const line = ancestors(metadata)
  return wanted.filter(
    (stamp) =>
      !line.some(
        ({ summary }) =>
          summary[JOB] === stamp.jobId &&
          (summary[OPERATOR] ?? null) === stamp.operatorId &&
          summary[CHECKPOINT] !== undefined &&
          Number(summary[CHECKPOINT]) >= Number(stamp.checkpointId),
      ),
  )
}
