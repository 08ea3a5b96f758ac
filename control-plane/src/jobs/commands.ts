import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { NotFound, UserError } from '../errors.ts'
import { type Change, carryOut, type Started } from './change.ts'
import { commitsAfter, type LaterCommits } from './commits.ts'
import type { JobControl } from './job-control.ts'
import { unwriteJobFile, withParallelism, writeJobFile } from './job-file.ts'
import { jobFile, jobFrom, loadJob } from './load.ts'
import { type ObservedJob, observe } from './observe.ts'
import { decide, factsOf, lastSpec, type Outcome, plan, reconcile } from './reconcile.ts'
import type { RecordedSavepoint, RestorePoint } from './records.ts'
import { newestRestorePoint, recorded } from './restore-points.ts'
import { dispose, savepointOf, whyKept } from './savepoints.ts'
import { observeSettled } from './settled.ts'
import { icebergSinks } from './sinks.ts'
import { stopWithSavepoint, takeSavepoint } from './stop.ts'
import { type Begun, type Decision, undertake } from './undertake.ts'
import type { Asked, Undertaking } from './undertaking.ts'

/** Brings the files of one job in. @throws {NotFound} {UserError} before anything is begun. */
export async function apply(control: JobControl, name: string, asked: Asked): Promise<Begun<Outcome>> {
  return reconcile(control, load(control, name), false, asked)
}

/** What an edit is put on record as, where it is more than a change. */
export interface Label {
  readonly kind: string
  readonly details: Readonly<Record<string, unknown>>
}

/** Writes a text into the job's file and brings it in. */
export async function applyText(
  control: JobControl,
  name: string,
  sql: string,
  asked: Asked,
  label?: Label,
): Promise<Begun<Outcome>> {
  const path = jobFile(control.root, name)
  const spec = jobFrom(control.root, path, sql, control.variables)
  return undertake(control, name, asked, async () => {
    const decision = editing(control, path, sql, decide(control, spec, await plan(control, spec, false)))
    if (decision.kind === null || label === undefined) return decision
    return { ...decision, kind: label.kind, details: { ...decision.details, ...label.details } }
  })
}

/** Starts a job that does not run, from its newest state or, asked by name, without any. */
export async function startJob(
  control: JobControl,
  name: string,
  fresh: boolean,
  asked: Asked,
): Promise<Begun<Outcome>> {
  const running = await observe(control.flink, known(control, name))
  if (running !== null) {
    throw new UserError(`${name} runs already (${running.id})`, 'To bring a change into it: npm run submit-job')
  }
  return reconcile(control, load(control, name), fresh, asked)
}

/** Stops a job with a savepoint, from which its next start goes on. */
export function stopJob(control: JobControl, name: string, asked: Asked): Promise<Begun<RestorePoint>> {
  return onRunning(control, name, asked, 'job.stop', 'stop with a savepoint', async (undertaking, job) => {
    undertaking.note({ former_job_id: job.id, stopping: true })
    const point = await undertaking.step(
      'stop with a savepoint',
      () => stopWithSavepoint(undertaking, job.id),
      ({ path }) => path,
    )
    return { summary: `${name} has stopped; savepoint ${point.path}`, result: point }
  })
}

/** Takes a savepoint of a job that runs on. */
export function savepointJob(control: JobControl, name: string, asked: Asked): Promise<Begun<RestorePoint>> {
  return onRunning(control, name, asked, 'job.savepoint', 'take a savepoint', async (undertaking, job) => {
    const point = await undertaking.step(
      'take a savepoint',
      () => takeSavepoint(undertaking, job.id),
      ({ path }) => path,
    )
    return { summary: `savepoint ${point.path}`, result: point }
  })
}

/** What tables got after a savepoint, and would get again from a job restored to it. */
export function laterCommits(control: JobControl, name: string, savepoint: RecordedSavepoint): Promise<LaterCommits[]> {
  const sinks = icebergSinks(lastSpec(control, name) ?? load(control, name))
  return commitsAfter(control.trino, control.root, sinks, savepoint, control.records.runs(name))
}

/**
 * Restarts a job from a savepoint of the catalogue, with the SQL that runs now (or ran last).
 * @throws {UserError} when tables hold later commits and nobody has accepted that.
 */
export async function restoreJob(
  control: JobControl,
  name: string,
  request: { readonly savepoint: number; readonly accept: boolean },
  asked: Asked,
): Promise<Begun<Started>> {
  const savepoint = savepointOf(control, known(control, name), request.savepoint)
  const later = await laterCommits(control, name, savepoint)
  if (later.length > 0 && !request.accept) throw rewinds(savepoint, later)
  return undertake(control, name, asked, async () => {
    const { running, target } = await present(control, name)
    const former = ofSavepoint(control, savepoint, target)
    const from = recorded(savepoint)
    const change: Change = { target, running, former, from, undo: running !== null, proof: 'commits', lint: false }
    return changing('job.restore', `restart from savepoint ${savepoint.id} (${savepoint.path})`, change, {
      restored_savepoint: savepoint.id,
      later_commits: later,
    })
  })
}

/** Brings an earlier version back, from a savepoint of what runs (or the newest state), and into the job's file. */
export async function rollbackJob(
  control: JobControl,
  name: string,
  number: number,
  asked: Asked,
): Promise<Begun<Started>> {
  const version = control.records.version(known(control, name), number)
  if (version === null) {
    const numbers = control.records.versions(name).map((each) => each.number)
    throw new NotFound(`${name} has no version ${number}`, `It has: ${numbers.join(', ') || 'none yet'}.`)
  }
  return undertake(control, name, asked, async () => {
    const { running, former, state } = await present(control, name)
    if (running?.digest === version.spec.digest) {
      throw new UserError(`version ${number} of ${name} is what runs`, `See: npm run jobs -- show ${name}`)
    }
    const from = running === null ? state : 'the running job'
    const change: Change = {
      target: version.spec,
      running,
      former,
      from,
      undo: running !== null,
      proof: 'commits',
      lint: false,
    }
    const decision: Decision<Started> = {
      ...changing('job.rollback', `go back to version ${number}`, change, { version: number }),
      work: async (undertaking) => {
        const started = await carryOut(undertaking, change)
        const same = load(control, name).digest === version.spec.digest
        const files = same
          ? 'and so say the files'
          : 'but files of flink/sql have changed since: npm run submit-job would bring them in'
        return { summary: `${name} runs version ${number} as ${started.jobId}, ${files}`, result: started }
      },
    }
    return editing(control, jobFile(control.root, name), version.spec.sql, decision)
  })
}

/** Changes a job's parallelism: in its file, and through a savepoint in what runs. */
export async function scaleJob(
  control: JobControl,
  name: string,
  parallelism: number,
  asked: Asked,
): Promise<Begun<Outcome>> {
  const path = jobFile(control.root, known(control, name))
  const label = { kind: 'job.scale', details: { parallelism } }
  return applyText(control, name, withParallelism(readFileSync(path, 'utf8'), path, parallelism), asked, label)
}

/** Deletes a savepoint for good. @throws {UserError} for the newest good one. */
export async function deleteSavepoint(
  control: JobControl,
  name: string,
  id: number,
  asked: Asked,
): Promise<Begun<null>> {
  return undertake(control, known(control, name), asked, async () => {
    const savepoint = savepointOf(control, name, id)
    const kept = whyKept(control.records.savepoints(name), savepoint)
    if (kept !== null) throw new UserError(`savepoint ${id} of ${name} stays: ${kept}`, 'Take a newer one first.')
    return {
      kind: 'job.savepoint.delete',
      would: `delete savepoint ${id}`,
      details: { savepoint: savepoint.path },
      work: async (undertaking) => {
        await undertaking.step('delete its files', () => dispose(control, savepoint))
        return { summary: `savepoint ${savepoint.path} is deleted`, result: null }
      },
    }
  })
}

/**
 * What was decided, with a text put into the job's file before it. When the rest fails the file gets its former text
 * back, so that the files go on saying what runs; as both texts are on record first, that holds for a process that
 * dies in it too.
 */
function editing<T>(control: JobControl, path: string, sql: string, decision: Decision<T>): Decision<T> {
  const former = readFileSync(path, 'utf8')
  if (former === sql) return decision
  const file = relative(control.root, path)
  const would = `write ${file}; ${decision.would}`
  if (decision.kind === null) {
    const work = () => {
      writeJobFile(path, sql)
      return decision.work()
    }
    return { ...decision, would, work }
  }
  return {
    ...decision,
    would,
    details: { ...decision.details, file, file_former: former, file_written: sql },
    work: async (undertaking) => {
      writeJobFile(path, sql)
      try {
        return await decision.work(undertaking)
      } catch (error) {
        if (unwriteJobFile(path, sql, former)) undertaking.note({ file_restored: true })
        throw error
      }
    },
  }
}

type RunningWork<T> = (undertaking: Undertaking, job: ObservedJob) => Promise<{ summary: string; result: T }>

function onRunning<T>(
  control: JobControl,
  name: string,
  asked: Asked,
  kind: string,
  what: string,
  work: RunningWork<T>,
): Promise<Begun<T>> {
  return undertake(control, known(control, name), asked, async () => {
    const job = await observeSettled(control, name)
    if (job === null) throw new UserError(`${name} does not run`, 'See: npm run jobs -- list')
    return {
      kind,
      would: `${what} (job ${job.id})`,
      details: { former_job_id: job.id },
      work: (undertaking) => work(undertaking, job),
    }
  })
}

function changing(kind: string, would: string, change: Change, details: Readonly<Record<string, unknown>>) {
  return {
    kind,
    would,
    details: { ...factsOf(change, change.former), ...details },
    work: async (undertaking: Undertaking) => {
      const started = await carryOut(undertaking, change)
      return { summary: `${change.target.name} runs as ${started.jobId}`, result: started }
    },
  }
}

/** What runs, with its text; where nothing runs, the text that ran last and the newest state. */
async function present(control: JobControl, name: string) {
  const running = await observeSettled(control, name)
  const text =
    running === null ? lastSpec(control, name) : (control.records.versionOf(name, running.digest)?.spec ?? null)
  if (running !== null && text === null) {
    throw new UserError(
      `${name} runs (${running.id}) with SQL that is not on record here`,
      `Stop it with a savepoint (npm run jobs -- stop ${name}), then submit again.`,
    )
  }
  const state = running === null ? await newestRestorePoint(control.flink, control.store, name, control.records) : null
  return { running, former: text, state, target: text ?? load(control, name) }
}

/** The text a savepoint was taken of, where that is another than the one to start from it. */
function ofSavepoint(control: JobControl, { job, version }: RecordedSavepoint, target: JobSpec): JobSpec | null {
  const spec = version === null ? null : (control.records.version(job, version)?.spec ?? null)
  return spec === null || spec.digest === target.digest ? null : spec
}

function rewinds(savepoint: RecordedSavepoint, later: readonly LaterCommits[]): UserError {
  const told = later.map(({ table, commits, newestAt }) => `${table} (${commits}, newest ${newestAt.toISOString()})`)
  return new UserError(
    `since savepoint ${savepoint.id} commits were made to ${told.join(', ')}: a job restored to it writes their rows again, and tables that only append would hold them twice`,
    'If that is wanted, say so: --yes (CLI) or accept_later_commits (API). To repair a table first, roll it back to a snapshot from before the savepoint.',
  )
}

function load(control: JobControl, name: string): JobSpec {
  return loadJob(control.root, jobFile(control.root, name), control.variables)
}

/** @throws {UserError} when no job has that name. */
function known(control: JobControl, name: string): string {
  jobFile(control.root, name)
  return name
}
