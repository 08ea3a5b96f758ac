import type { FlinkRest } from '../clients/flink-rest.ts'
import type { ObjectStore } from '../clients/object-store.ts'
import { isTerminal } from './observe.ts'
import type { JobRecords, RecordedSavepoint, RestorePoint } from './records.ts'

/** Bucket in which Flink keeps checkpoints, as `checkpoints/<job id>/chk-<n>`. */
const BUCKET = 'flink'
const LIST_DEADLINE_MS = 10_000
const LIST_LIMIT = 20_000

/**
 * The newest state from which the job of this name could go on, or null: savepoints on record, the savepoint with
 * which its last job ended (Flink knows it even if whoever asked for it died before writing it down), and the
 * checkpoints that Flink retained of that job. Jobs of one name never overlap, so newest by time is newest state.
 */
export async function newestRestorePoint(
  flink: FlinkRest,
  store: Pick<ObjectStore, 'list'>,
  name: string,
  records: JobRecords,
): Promise<RestorePoint | null> {
  const ended = await lastEndedJob(flink, name)
  const lastIds = new Set([ended, records.runs(name)[0]?.flink_job_id].filter((id) => id !== undefined))
  const candidates = records.savepoints(name).map(recorded)
  if (ended !== undefined) candidates.push(...(await lastSavepoint(flink, ended)))
  for (const id of lastIds) candidates.push(...(await retainedCheckpoints(store, id)))
  return candidates.sort((a, b) => b.takenAt.localeCompare(a.takenAt))[0] ?? null
}

/** A savepoint on record as a state to start from. */
export function recorded({ path, flink_job_id, taken_at }: RecordedSavepoint): RestorePoint {
  return { path, kind: 'savepoint', takenAt: taken_at, jobId: flink_job_id }
}

async function lastEndedJob(flink: FlinkRest, name: string): Promise<string | undefined> {
  const ended = (await flink.jobs()).filter((job) => job.name === name && isTerminal(job.state))
  return ended.sort((a, b) => b['start-time'] - a['start-time'])[0]?.jid
}

async function lastSavepoint(flink: FlinkRest, jobId: string): Promise<RestorePoint[]> {
  const { savepoint } = (await flink.checkpoints(jobId)).latest
  if (!savepoint?.external_path) return []
  const takenAt = new Date(savepoint.latest_ack_timestamp).toISOString()
  return [{ path: savepoint.external_path, kind: 'savepoint', takenAt, jobId }]
}

/** Completed checkpoints only: `_metadata` is what Flink writes last. */
async function retainedCheckpoints(store: Pick<ObjectStore, 'list'>, jobId: string): Promise<RestorePoint[]> {
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
