import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { explain, Failure } from '../errors.ts'
import { type Action, diff } from './diff.ts'
import type { RestorePoint } from './history.ts'
import type { JobControl } from './job-control.ts'
import { withJobLock } from './lock.ts'
import { type ObservedJob, observe } from './observe.ts'
import { newestRestorePoint } from './restore-points.ts'
import { awaitStable, type Stable } from './stable.ts'
import { cancel, stopWithSavepoint } from './stop.ts'
import { explainPlan, submit } from './submit.ts'
import { waitFor } from './wait-for.ts'

const STABLE_DEADLINE_MS = 180_000
const LOCK_DEADLINE_MS = 5_000
const SETTLE_DEADLINE_MS = 60_000

export interface Outcome {
  readonly action: Action['kind']
  readonly jobId: string
  readonly stable: Stable
}

/**
 * Makes what runs equal to what the files say: observe -> diff -> act, one command per job at a time.
 * A job that is changed goes on from a savepoint of the one it replaces; if the new one does not become stable,
 * the former one is started again from that savepoint.
 */
export async function reconcile(control: JobControl, spec: JobSpec, fresh: boolean): Promise<Outcome> {
  return withJobLock(control.home, spec.name, LOCK_DEADLINE_MS, async () => {
    const action = await plan(control, spec, fresh)
    control.progress(`${spec.name}: ${describe(action)}`)
    const jobId = await act(control, spec, action)
    const stable = await awaitStable(control, spec.name, jobId, STABLE_DEADLINE_MS)
    return { action: action.kind, jobId, stable }
  })
}

/** What `reconcile` would do now. Changes nothing. */
export async function plan(control: JobControl, spec: JobSpec, fresh: boolean): Promise<Action> {
  const observed = await observeSettled(control, spec.name)
  const history = control.histories.read(spec.name)
  const newestState =
    observed === null ? await newestRestorePoint(control.flink, control.store, spec.name, history) : null
  return diff(spec, { observed, history, newestState, fresh })
}

/** An action in words. */
export function describe(action: Action): string {
  switch (action.kind) {
    case 'none':
      return `nothing to do: ${action.why} (job ${action.job.id}, ${action.job.state})`
    case 'start':
      return `start ${action.from === null ? 'without state' : `from ${action.from.kind} ${action.from.path}`}: ${action.why}`
    case 'replace':
      return `stop job ${action.job.id} with a savepoint and go on from it: ${action.why}`
  }
}

async function act(control: JobControl, spec: JobSpec, action: Action): Promise<string> {
  switch (action.kind) {
    case 'none':
      adopt(control, spec, action.job.id)
      return action.job.id
    case 'start':
      return start(control, spec, action.from?.path ?? null)
    case 'replace':
      return replace(control, spec, action)
  }
}

async function start(control: JobControl, spec: JobSpec, from: string | null): Promise<string> {
  const jobId = await submit(control, spec, from)
  control.histories.addVersion(spec.name, { spec, jobId, startedAt: new Date().toISOString(), from })
  return jobId
}

/** Puts a job on record that runs what the files say but whose submit did not live to write it down. */
function adopt(control: JobControl, spec: JobSpec, jobId: string): void {
  if (control.histories.read(spec.name).versions.some((version) => version.jobId === jobId)) return
  control.histories.addVersion(spec.name, { spec, jobId, startedAt: new Date().toISOString(), from: null })
}

async function replace(control: JobControl, spec: JobSpec, action: Action & { kind: 'replace' }): Promise<string> {
  // Wrong SQL must be found before the running job is touched.
  await explainPlan(control, spec)
  const savepoint = await stopWithSavepoint(control, spec.name, action.job.id)
  try {
    const jobId = await start(control, spec, savepoint.path)
    await awaitStable(control, spec.name, jobId, STABLE_DEADLINE_MS)
    return jobId
  } catch (cause) {
    control.progress(`${spec.name}: the change failed (${explain(cause)}); going back to the former SQL`)
    const from = await stateAfter(control, spec.name, savepoint)
    const formerId = await start(control, action.former, from)
    await awaitStable(control, spec.name, formerId, STABLE_DEADLINE_MS)
    throw new Failure(
      `${spec.name} was not changed: ${explain(cause)}. The former SQL runs again as ${formerId} from ${from}`,
      adviceAfter(spec.name, explain(cause)),
      { cause },
    )
  }
}

/**
 * Ends what is left of a change that failed, and gives the state to go back with: the savepoint, or a checkpoint that
 * the failed job completed after it, for then rows after the savepoint may be committed and must not be written twice.
 */
async function stateAfter(control: JobControl, name: string, savepoint: RestorePoint): Promise<string> {
  const failed = await observeSettled(control, name)
  if (failed !== null) await cancel(control, name, failed.id)
  const newest = await newestRestorePoint(control.flink, control.store, name, control.histories.read(name))
  return newest?.path ?? savepoint.path
}

/** Flink's own words when the operators of new and former SQL do not correspond. */
const STATE_DOES_NOT_FIT = /Cannot map checkpoint\/savepoint state|StateMigrationException/

function adviceAfter(name: string, cause: string): string {
  if (!STATE_DOES_NOT_FIT.test(cause)) return 'Nothing is lost. Correct the cause, then submit again.'
  return `The new SQL cannot take over the state of the former. To start it without: npm run jobs -- stop ${name}, then npm run submit-job -- ${name} --fresh`
}

/** A job on its way out (CANCELLING, FAILING) is neither running nor gone: wait until it is one of them. */
async function observeSettled(control: JobControl, name: string): Promise<ObservedJob | null> {
  const settled = await waitFor({
    deadlineMs: SETTLE_DEADLINE_MS,
    everyMs: 500,
    look: async () => {
      const job = await observe(control.flink, name)
      return job?.state === 'CANCELLING' || job?.state === 'FAILING' ? null : { job }
    },
    late: (unanswered) =>
      new Failure(
        unanswered?.message ?? `${name} has been on its way out for ${SETTLE_DEADLINE_MS / 1000} s`,
        `Look at ${control.flink.url}, or run: npm run status`,
      ),
  })
  return settled.job
}
