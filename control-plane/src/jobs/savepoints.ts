import { explain, Failure, NotFound } from '../errors.ts'
import type { JobControl } from './job-control.ts'
import type { RecordedSavepoint, RestorePoint } from './records.ts'
import type { Undertaking } from './undertaking.ts'
import { waitFor } from './wait-for.ts'

/** Of each job so many savepoints are kept however old, and the others for so long. */
export const KEPT_ALWAYS = 10
export const KEPT_FOR_MS = 7 * 24 * 3_600_000

const LIST_DEADLINE_MS = 10_000
const LIST_LIMIT = 100_000
const DISPOSE_DEADLINE_MS = 60_000
const POLL_MS = 500

/** Puts a savepoint that Flink has completed on record, with its size and the number of the checkpoint that it is. */
export async function keepSavepoint(
  control: JobControl,
  job: string,
  jobId: string,
  path: string,
  operation: number | null,
): Promise<RestorePoint> {
  const { savepoint } = (await control.flink.checkpoints(jobId)).latest
  const isThis = savepoint?.external_path === path
  const takenAt = new Date(isThis ? savepoint.latest_ack_timestamp : Date.now()).toISOString()
  const bytes = await sizeOf(control, path)
  const checkpointId = isThis ? savepoint.id : null
  control.records.addSavepoint({ job, path, jobId, checkpointId, bytes, takenAt, operation })
  return { path, kind: 'savepoint', takenAt, jobId }
}

/** Bytes under a savepoint's path; null when its `_metadata`, which Flink writes last, is not there: it is no good. */
export async function sizeOf(control: Pick<JobControl, 'store'>, path: string): Promise<number | null> {
  const { hostname: bucket, pathname } = new URL(path)
  const objects = await control.store.list(bucket, `${pathname.slice(1)}/`, LIST_LIMIT, LIST_DEADLINE_MS)
  if (!objects.some(({ key }) => key.endsWith('/_metadata'))) return null
  return objects.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** The newest savepoint that is complete: never deleted. `savepoints` come newest first. */
export function newestGood(savepoints: readonly RecordedSavepoint[]): RecordedSavepoint | undefined {
  return savepoints.find(({ bytes }) => bytes !== null) ?? savepoints[0]
}

/** @throws {NotFound} when the job has no such savepoint. */
export function savepointOf(control: JobControl, job: string, id: number): RecordedSavepoint {
  const savepoints = control.records.savepoints(job)
  const found = savepoints.find((savepoint) => savepoint.id === id)
  if (found !== undefined) return found
  const known = savepoints.map((savepoint) => savepoint.id).join(', ') || 'none yet'
  throw new NotFound(`${job} has no savepoint ${id}`, `It has: ${known}. See: npm run jobs -- show ${job}`)
}

/** Why a savepoint must stay, or null. */
export function whyKept(savepoints: readonly RecordedSavepoint[], { id }: RecordedSavepoint): string | null {
  return newestGood(savepoints)?.id === id ? 'it is the newest good one of its job' : null
}

/** Those past both limits of the retention, oldest first. */
export function expired(savepoints: readonly RecordedSavepoint[], now: number): RecordedSavepoint[] {
  return savepoints
    .slice(KEPT_ALWAYS)
    .filter((savepoint) => now - Date.parse(savepoint.taken_at) > KEPT_FOR_MS)
    .filter((savepoint) => whyKept(savepoints, savepoint) === null)
    .reverse()
}

/**
 * Has Flink delete a savepoint with all its files, and takes it off the record.
 * @throws {Failure} when Flink could not, or files are left.
 */
export async function dispose(control: JobControl, savepoint: RecordedSavepoint): Promise<void> {
  const trigger = await control.flink.disposeSavepoint(savepoint.path)
  const failed = (what: string) =>
    new Failure(`savepoint ${savepoint.path} was not deleted: ${what}`, 'It stays in the catalogue; try again later.')
  await waitFor({
    deadlineMs: DISPOSE_DEADLINE_MS,
    everyMs: POLL_MS,
    look: async () => {
      const { done, problem } = await control.flink.disposal(trigger)
      // What is gone already is as good as deleted.
      if (problem !== null && (await sizeOf(control, savepoint.path)) !== null) throw failed(problem)
      return done ? true : null
    },
    late: () => failed(`not done in ${DISPOSE_DEADLINE_MS / 1000} s`),
  })
  if ((await sizeOf(control, savepoint.path)) !== null) throw failed('its files are still there')
  control.records.markDeleted(savepoint.id)
}

/** Deletes what the retention no longer keeps. That one could not be deleted is told and harms nothing. */
export async function retire({ control, job }: Undertaking): Promise<number> {
  let deleted = 0
  for (const savepoint of expired(control.records.savepoints(job), Date.now())) {
    try {
      await dispose(control, savepoint)
      deleted += 1
    } catch (error) {
      control.progress(`${job}: ${explain(error)}`)
    }
  }
  return deleted
}
