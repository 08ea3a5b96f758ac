import type { Compatibility } from '@lakehouse/contracts/api/jobs.ts'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { explain, Failure, UserError } from '../errors.ts'
import { compatibilityOf } from './compatibility.ts'
import { lintJob, lintPlan, refuseErrors } from './lint/lint.ts'
import type { ObservedJob } from './observe.ts'
import type { RestorePoint } from './records.ts'
import { newestRestorePoint } from './restore-points.ts'
import { retire } from './savepoints.ts'
import { observeSettled } from './settled.ts'
import { awaitCheckpoint, awaitCommits, type Stable } from './stable.ts'
import { cancel, stopWithSavepoint } from './stop.ts'
import { explainPlan, type StartFrom, submit } from './submit.ts'
import { RolledBack, type Undertaking } from './undertaking.ts'
import { waitFor } from './wait-for.ts'

const RUNNING_DEADLINE_MS = 180_000

/** Where a job's state comes from: the job it replaces, a state on record, or nowhere. */
export type From = 'the running job' | RestorePoint | null

/** How one job is to become what it shall be. */
export interface Change {
  readonly target: JobSpec
  /** What runs now and is stopped first. */
  readonly running: ObservedJob | null
  /** The text that the state is of; null when it is taken over by the same text or there is none. */
  readonly former: JobSpec | null
  readonly from: From
  /** Whether a failure brings `former` (or, without one, the target's own text) back from the savepoint just taken. */
  readonly undo: boolean
  /** A first start is `live` with its first checkpoint; whatever takes over state has to show commits too. */
  readonly proof: 'checkpoint' | 'commits'
  /** Whether the lint rules judge the text: not one that has run before. */
  readonly lint: boolean
}

export interface Started {
  readonly jobId: string
  readonly stable: Stable
}

/** Does a change step by step. @throws {RolledBack} when it failed and the former SQL runs again. */
export async function carryOut(undertaking: Undertaking, change: Change): Promise<Started> {
  const { control } = undertaking
  await check(undertaking, change)
  control.records.keepVersion(change.target)
  const asked = Date.now()
  const savepoint = change.running === null ? null : await stop(undertaking, change.running)
  const from = change.from === 'the running job' ? (savepoint?.path ?? null) : (change.from?.path ?? null)
  try {
    const jobId = await start(undertaking, change.target, { path: from }, change.running === null ? null : asked)
    return { jobId, stable: await prove(undertaking, change.target, jobId, change.proof) }
  } catch (cause) {
    if (!change.undo || savepoint === null) throw cause
    return goBack(undertaking, change.former ?? change.target, savepoint, asked, cause)
  }
}

/** Everything that can be known to be wrong before anything is touched. */
async function check(undertaking: Undertaking, change: Change): Promise<void> {
  const { control } = undertaking
  const { target, former, running, lint } = change
  const lintFiles = async () => refuseErrors(target.name, lint ? lintJob(control.root, target, target.sql) : [])
  if (running === null && former === null) {
    // Nothing is at stake: the start itself finds what the gateway refuses, without planning twice.
    if (lint) await undertaking.step('validate', lintFiles)
    return
  }
  const explained = await undertaking.step(
    'validate',
    async () => {
      await lintFiles()
      const plan = await explainPlan(control, target)
      refuseErrors(target.name, lint ? lintPlan(control.root, target, plan.text, target.sql) : [])
      return plan
    },
    ({ graph }) => `${graph.length} operators`,
  )
  control.records.keepVersion(target)
  if (explained.standIns.length === 0) control.records.keepGraph(target, explained.graph)
  if (former === null) return
  const verdict = await undertaking.step(
    'check state compatibility',
    () => compatibilityOf(control, former, target, explained, running?.id ?? null),
    ({ summary }) => summary,
  )
  undertaking.note({ compatibility: verdict })
  refuseFreshStart(target.name, verdict, running !== null)
}

/** @throws {UserError} when the state cannot be taken over: that is for a person to decide, by name. */
function refuseFreshStart(name: string, { verdict, summary }: Compatibility, runs: boolean): void {
  if (verdict !== 'fresh_start') return
  const fresh = `npm run submit-job -- ${name} --fresh`
  throw new UserError(
    `${name} was not changed and nothing was stopped. ${summary}`,
    `To start without state (open windows, joins and deduplication are forgotten, the topics are read again from their beginning): ${runs ? `npm run jobs -- stop ${name}, then ${fresh}` : fresh}`,
  )
}

function stop(undertaking: Undertaking, running: ObservedJob): Promise<RestorePoint> {
  undertaking.note({ former_job_id: running.id, stopping: true })
  return undertaking.step(
    'stop with a savepoint',
    () => stopWithSavepoint(undertaking, running.id),
    ({ path }) => path,
  )
}

/** Submits, and waits until every task runs. `stoppedAt` is when the former job was asked to stop, in milliseconds. */
export async function start(
  undertaking: Undertaking,
  spec: JobSpec,
  from: StartFrom,
  stoppedAt: number | null,
  name = 'start',
): Promise<string> {
  const { control, operation } = undertaking
  const jobId = await undertaking.step(
    name,
    async () => {
      const id = await submit(control, spec, from, (session) =>
        undertaking.note({ gateway_session: session, job_id: null }),
      )
      control.records.addRun(spec, id, from.path, operation.id)
      undertaking.note({ job_id: id })
      await awaitRunning(undertaking, spec.name, id)
      return id
    },
    (id) => `${id}${from.path === null ? ', without state' : ` from ${from.path}`}`,
  )
  if (stoppedAt !== null) undertaking.note({ downtime_ms: Date.now() - stoppedAt })
  return jobId
}

/** A job that keeps failing never gets here: then its first checkpoint says why, sooner than this deadline. */
function awaitRunning({ control }: Undertaking, name: string, id: string): Promise<true> {
  return waitFor({
    deadlineMs: RUNNING_DEADLINE_MS,
    everyMs: 250,
    look: async () => {
      const job = (await control.flink.jobs()).find(({ jid }) => jid === id)
      if (job === undefined) return null
      const settled = job.tasks.total > 0 && job.tasks.running === job.tasks.total
      return settled || job.state === 'RESTARTING' || job.state === 'FAILING' || job.state === 'FAILED' ? true : null
    },
    late: () =>
      new Failure(
        `not every task of ${name} (${id}) runs after ${RUNNING_DEADLINE_MS / 1000} s`,
        'Are there free slots? npm run status',
      ),
  })
}

/** Waits for the proof that the job does its work, and tidies up after a success. */
export async function prove(
  undertaking: Undertaking,
  spec: JobSpec,
  jobId: string,
  proof: Change['proof'],
): Promise<Stable> {
  const { control } = undertaking
  const stable = await undertaking.step(
    'complete a checkpoint',
    () => awaitCheckpoint(control, spec.name, jobId),
    ({ checkpointId, checkpointMs }) => `checkpoint ${checkpointId} in ${checkpointMs} ms`,
  )
  if (proof === 'checkpoint') return stable
  await undertaking.step(
    'commit to every Iceberg table',
    () => awaitCommits(control, spec, jobId),
    (committed) => committed,
  )
  const retired = await retire(undertaking)
  if (retired > 0) undertaking.note({ retired_savepoints: retired })
  return stable
}

/** Brings the former SQL back after a failed change. @throws {RolledBack} always, with the cause of the failure. */
export async function goBack(
  undertaking: Undertaking,
  former: JobSpec,
  savepoint: RestorePoint,
  stoppedAt: number | null,
  cause: unknown,
): Promise<never> {
  undertaking.note({ rolling_back: explain(cause), rolling_back_to: former.digest })
  const from = await undertaking.step('end the failed job', () => stateAfter(undertaking, savepoint), describeFrom)
  undertaking.note({ going_back_with: from.path })
  const formerId = await start(undertaking, former, from, stoppedAt, 'start the former SQL')
  await prove(undertaking, former, formerId, 'checkpoint')
  throw new RolledBack(
    `${former.name} was not changed: ${explain(cause)}. The former SQL runs again as ${formerId} from ${from.path}`,
    adviceAfter(former.name, explain(cause)),
    { cause },
  )
}

/** Flink's own words when the operators of new and former SQL do not correspond. */
const STATE_DOES_NOT_FIT = /Cannot map checkpoint\/savepoint state|StateMigrationException/

function adviceAfter(name: string, cause: string): string {
  if (!STATE_DOES_NOT_FIT.test(cause)) return 'Nothing is lost. Correct the cause, then submit again.'
  return `The new SQL cannot take over the state of the former. To start it without: npm run jobs -- stop ${name}, then npm run submit-job -- ${name} --fresh`
}

const describeFrom = ({ path }: StartFrom) => `going back with ${path}`

/**
 * Ends what is left of a change that failed, and gives the state to go back with: the savepoint, or a checkpoint that
 * the failed job completed after it, for then rows after the savepoint may be committed and must not be written twice.
 * Operators that only the failed SQL had leave their state behind.
 */
async function stateAfter({ control, job }: Undertaking, savepoint: RestorePoint): Promise<StartFrom> {
  const failed = await observeSettled(control, job)
  if (failed !== null) await cancel(control, job, failed.id)
  const newest = await newestRestorePoint(control.flink, control.store, job, control.records)
  return { path: newest?.path ?? savepoint.path, ignoreUnclaimed: newest?.kind === 'checkpoint' }
}
