import type { ObjectStore } from '../clients/object-store.ts'
import type { JobHistory, RestorePoint } from './history.ts'

/** Bucket in which Flink keeps checkpoints (`checkpoints/<job id>/chk-<n>`) and savepoints. */
const BUCKET = 'flink'
export const SAVEPOINT_FOLDER = `s3://${BUCKET}/savepoints`
const LIST_DEADLINE_MS = 10_000
const LIST_LIMIT = 20_000

/**
 * The newest state of the job that was started last: its savepoints on record and the checkpoints that Flink
 * retained. State of the jobs before it is older by construction and never chosen. Null when none is left.
 */
export async function newestRestorePoint(store: ObjectStore, history: JobHistory): Promise<RestorePoint | null> {
  const jobId = history.versions[0]?.jobId
  if (jobId === undefined) return null
  const savepoints = history.savepoints.filter((savepoint) => savepoint.jobId === jobId)
  const candidates = [...savepoints, ...(await retainedCheckpoints(store, jobId))]
  return candidates.sort((a, b) => b.takenAt.localeCompare(a.takenAt))[0] ?? null
}

/** Completed checkpoints only: `_metadata` is what Flink writes last. */
async function retainedCheckpoints(store: ObjectStore, jobId: string): Promise<RestorePoint[]> {
  const objects = await store.list(BUCKET, `checkpoints/${jobId}/chk-`, LIST_LIMIT, LIST_DEADLINE_MS)
  return objects
    .filter(({ key }) => key.endsWith('/_metadata'))
    .map(({ key, modifiedAt }) => ({
      path: `s3://${BUCKET}/${key.slice(0, -'/_metadata'.length)}`,
      kind: 'checkpoint' as const,
      takenAt: modifiedAt.toISOString(),
      jobId,
    }))
}
