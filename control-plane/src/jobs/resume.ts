import { join } from 'node:path'
import type { Operation } from '@lakehouse/contracts/api/operations.ts'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { z } from 'zod'
import { HttpError } from '../clients/http.ts'
import { Failure } from '../errors.ts'
import { goBack, prove, start } from './change.ts'
import { closeForCertain } from './gateway.ts'
import type { JobControl } from './job-control.ts'
import { unwriteJobFile } from './job-file.ts'
import { type ObservedJob, observe } from './observe.ts'
import type { RestorePoint } from './records.ts'
import { newestRestorePoint, recorded } from './restore-points.ts'
import { keepSavepoint } from './savepoints.ts'
import { observeSettled } from './settled.ts'
import { awaitEnd, awaitLocation } from './stop.ts'
import { conclude, Interrupted, RolledBack, Undertaking } from './undertaking.ts'
import { waitFor } from './wait-for.ts'

/** A statement sent before the crash may still be on its way through gateway and JobManager for this long. */
const IN_FLIGHT_MS = 30_000

/** What the journal knows of a change that did not come to its end. */
const facts = z.object({
  target: z.string().optional(),
  former: z.string().nullish(),
  former_job_id: z.string().nullish(),
  from: z.string().nullish(),
  proof: z.enum(['checkpoint', 'commits']).optional(),
  stopping: z.boolean().optional(),
  savepoint: z.string().optional(),
  savepoint_trigger: z.object({ flink_job_id: z.string(), trigger_id: z.string() }).optional(),
  gateway_session: z.string().optional(),
  job_id: z.string().nullish(),
  going_back_with: z.string().optional(),
  rolling_back: z.string().optional(),
  file: z.string().optional(),
  file_former: z.string().optional(),
  file_written: z.string().optional(),
})
type Facts = z.infer<typeof facts>

/**
 * Finishes or undoes an operation whose process died in it, by what Flink and the records say happened. The caller
 * holds the job's lock. Never starts a job beside a running one, and never one without the state that it had.
 * @throws {Failure} when it could not; the operation has then ended too, and says so.
 */
export async function resume(control: JobControl, operation: Operation): Promise<void> {
  const undertaking = new Undertaking(control, operation.object, control.journal.resume(operation.id))
  const known = facts.parse(operation.details)
  undertaking.note({ resumed_at: new Date().toISOString() })
  try {
    await conclude(undertaking.operation, async () => {
      try {
        return await finish(undertaking, operation.kind, known)
      } catch (error) {
        putFileBack(control, known)
        throw error
      }
    })
  } catch (error) {
    if (!(error instanceof Interrupted || error instanceof RolledBack)) throw error
  }
}

async function finish(undertaking: Undertaking, kind: string, known: Facts) {
  const { control, job } = undertaking
  await settleSubmit(undertaking, known)
  await settleSavepoint(undertaking, known)
  if (known.stopping === true && known.savepoint !== undefined && typeof known.former_job_id === 'string') {
    await awaitEnd(control, known.former_job_id, `${job} wrote its savepoint but has not ended`)
  }
  const running = await observeSettled(control, job)
  if (kind === 'job.savepoint') return finishSavepoint(job, known)
  if (kind === 'job.stop') return finishStop(undertaking, running)
  const target = specOf(control, job, known.target)
  if (target === null) throw new Interrupted(`${job}: its process ended before anything was touched`, tryAgain(job))
  const former = specOf(control, job, known.former ?? undefined)
  if (running !== null) return goOn(undertaking, running, target, former, known)
  return startAgain(undertaking, target, former, known)
}

/** Ends what was sent to the gateway and waits until it cannot start a job any more. */
async function settleSubmit(undertaking: Undertaking, { gateway_session: session, job_id }: Facts): Promise<void> {
  const { control, job } = undertaking
  if (session === undefined || typeof job_id === 'string') return
  await undertaking.step('settle the interrupted submit', async () => {
    await closeForCertain(control.gateway, session)
    const deadline = Date.now() + IN_FLIGHT_MS
    await waitFor({
      deadlineMs: IN_FLIGHT_MS + 10_000,
      everyMs: 1_000,
      look: async () => ((await observe(control.flink, job)) !== null || Date.now() > deadline ? true : null),
      late: (unanswered) => unanswered ?? new Failure('Flink does not answer', 'Run: npm run status'),
    })
  })
}

/** A savepoint that was asked for may be under way or complete without anybody having written it down. */
async function settleSavepoint(undertaking: Undertaking, known: Facts): Promise<void> {
  const asked = known.savepoint_trigger
  if (asked === undefined || known.savepoint !== undefined) return
  const { control, job, operation } = undertaking
  try {
    const path = await awaitLocation(control, job, asked.flink_job_id, asked.trigger_id)
    await keepSavepoint(control, job, asked.flink_job_id, path, operation.id)
    undertaking.note({ savepoint: path })
    known.savepoint = path
  } catch (error) {
    // 404: Flink never got the request, or was restarted since; and a savepoint that failed leaves the job running.
    const never = error instanceof HttpError && error.status === 404
    if (!never && !(error instanceof Failure)) throw error
    undertaking.note({ savepoint_missing: (error as Error).message })
  }
}

function finishSavepoint(job: string, { savepoint }: Facts) {
  if (savepoint !== undefined) return Promise.resolve({ summary: `savepoint ${savepoint}`, result: null })
  throw new Interrupted(`${job}: no savepoint came about`, `Ask again: npm run jobs -- savepoint ${job}`)
}

async function finishStop({ control, job }: Undertaking, running: ObservedJob | null) {
  if (running !== null) throw new Interrupted(`${job} was not stopped: it runs as ${running.id}`, tryAgain(job))
  const state = await newestRestorePoint(control.flink, control.store, job, control.records)
  return { summary: `${job} has stopped; its newest state is ${state?.path ?? 'unknown'}`, result: null }
}

/** A job of the name runs: the former one untouched, the new one unproven, or something else. */
async function goOn(
  undertaking: Undertaking,
  running: ObservedJob,
  target: JobSpec,
  former: JobSpec | null,
  known: Facts,
) {
  const { control, job } = undertaking
  const untouched = running.id === known.former_job_id
  if (untouched) {
    throw new Interrupted(`${job} was not touched: its process ended before ${running.id} was stopped`, tryAgain(job))
  }
  if (known.rolling_back !== undefined && known.going_back_with === undefined) {
    return goBack(
      undertaking,
      former ?? target,
      savepointTaken(undertaking, known),
      null,
      new Error(known.rolling_back),
    )
  }
  const expected = known.rolling_back === undefined ? target : (former ?? target)
  if (running.digest !== expected.digest) {
    throw new Interrupted(
      `${job} runs as ${running.id}, which this operation did not start`,
      `See: npm run jobs -- show ${job}`,
    )
  }
  control.records.addRun(expected, running.id, known.from ?? null, undertaking.operation.id)
  undertaking.note({ job_id: running.id })
  return proveOrGoBack(undertaking, running.id, target, former, known)
}

/** Nothing runs. */
async function startAgain(undertaking: Undertaking, target: JobSpec, former: JobSpec | null, known: Facts) {
  const { job } = undertaking
  const stopped = known.former_job_id !== undefined && known.former_job_id !== null
  const state = await stateToUse(undertaking, known)
  if (state === null) {
    throw new Interrupted(
      `${job} does not run, and was to start without state: that is not done again by itself`,
      `Start it: npm run submit-job -- ${job}`,
    )
  }
  if (known.rolling_back !== undefined) {
    return goBack(undertaking, former ?? target, state, null, new Error(known.rolling_back))
  }
  const savepoint = stopped ? state : null
  try {
    const jobId = await start(undertaking, target, { path: state.path }, null, 'start again')
    await prove(undertaking, target, jobId, known.proof ?? 'commits')
    return { summary: `${job} runs as ${jobId}`, result: null }
  } catch (cause) {
    if (savepoint === null) throw cause
    return goBack(undertaking, former ?? target, savepoint, null, cause)
  }
}

async function proveOrGoBack(
  undertaking: Undertaking,
  jobId: string,
  target: JobSpec,
  former: JobSpec | null,
  known: Facts,
) {
  const { job } = undertaking
  if (known.rolling_back !== undefined) {
    await prove(undertaking, former ?? target, jobId, 'checkpoint')
    throw new RolledBack(
      `${job} was not changed: ${known.rolling_back}. The former SQL runs again as ${jobId}`,
      'Nothing is lost. Correct the cause, then submit again.',
    )
  }
  try {
    await prove(undertaking, target, jobId, known.proof ?? 'commits')
    return { summary: `${job} runs as ${jobId}`, result: null }
  } catch (cause) {
    if (known.savepoint === undefined) throw cause
    return goBack(undertaking, former ?? target, savepointTaken(undertaking, known), null, cause)
  }
}

/** The savepoint with which the former job was stopped. */
function savepointTaken({ control, job }: Undertaking, { savepoint }: Facts): RestorePoint {
  const found = control.records.savepoints(job).find(({ path }) => path === savepoint)
  if (found !== undefined) return recorded(found)
  if (savepoint !== undefined) return asState(savepoint)
  throw new Failure(`${job}: the savepoint of its stop is not on record`, tryAgain(job))
}

/**
 * The state to go on from: the chosen one while nothing has been started from it, otherwise the newest, which is the
 * savepoint of the stop or a checkpoint of what was started since.
 */
async function stateToUse({ control, job }: Undertaking, known: Facts): Promise<RestorePoint | null> {
  const { from, job_id, rolling_back, savepoint } = known
  if (from === null) return null
  const chosen = from !== undefined && from !== 'the running job'
  if (chosen && typeof job_id !== 'string' && rolling_back === undefined) return asState(from)
  const newest = await newestRestorePoint(control.flink, control.store, job, control.records)
  return newest ?? (savepoint === undefined ? null : asState(savepoint))
}

function asState(path: string): RestorePoint {
  return { path, kind: 'savepoint', takenAt: new Date().toISOString(), jobId: '' }
}

/** Unless the edited text runs now, the file gets back what it held. */
function putFileBack({ root }: JobControl, { file, file_former: former, file_written: written }: Facts): void {
  if (file !== undefined && former !== undefined && written !== undefined)
    unwriteJobFile(join(root, file), written, former)
}

function specOf(control: JobControl, job: string, digest: string | undefined): JobSpec | null {
  return digest === undefined ? null : (control.records.versionOf(job, digest)?.spec ?? null)
}

function tryAgain(job: string): string {
  return `Nothing is lost. Ask for it again; see: npm run jobs -- show ${job}`
}
