import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { type Change, carryOut } from './change.ts'
import { type Action, diff } from './diff.ts'
import type { JobControl } from './job-control.ts'
import type { RestorePoint } from './records.ts'
import { newestRestorePoint } from './restore-points.ts'
import { observeSettled } from './settled.ts'
import { sqlDiff } from './sql-diff.ts'
import { awaitCheckpoint, type Stable } from './stable.ts'
import { type Begun, type Decision, undertake } from './undertake.ts'
import type { Asked } from './undertaking.ts'

export interface Outcome {
  readonly action: Action['kind']
  readonly jobId: string
  readonly stable: Stable
}

/**
 * Makes what runs equal to the spec: observe -> diff -> act, one operation per job at a time. A job that is changed
 * goes on from a savepoint of the one it replaces; if the new one does not become stable, the former one is started
 * again.
 */
export function reconcile(control: JobControl, spec: JobSpec, fresh: boolean, asked: Asked): Promise<Begun<Outcome>> {
  return undertake(control, spec.name, asked, async () => decide(control, spec, await plan(control, spec, fresh)))
}

/** What `reconcile` would do now. Changes nothing. */
export async function plan(control: JobControl, spec: JobSpec, fresh: boolean): Promise<Action> {
  const { flink, store, records } = control
  const observed = await observeSettled(control, spec.name)
  const running = records.versionOf(spec.name, observed?.digest ?? null)?.spec ?? null
  const newestState = observed === null ? await newestRestorePoint(flink, store, spec.name, records) : null
  return diff(spec, { observed, running, last: lastSpec(control, spec.name), newestState, fresh })
}

/** The text that was started last under this name. */
export function lastSpec({ records }: JobControl, name: string): JobSpec | null {
  const [last] = records.runs(name)
  return last === undefined ? null : (records.version(name, last.version)?.spec ?? null)
}

/** An action in words. */
export function describe(action: Action): string {
  switch (action.kind) {
    case 'none':
      return `nothing to do: ${action.why} (job ${action.job.id}, ${action.job.state})`
    case 'start':
      return `start ${inWords(action.from)}: ${action.why}`
    case 'replace':
      return `stop job ${action.job.id} with a savepoint and go on from it: ${action.why}`
  }
}

function inWords(from: RestorePoint | null): string {
  return from === null ? 'without state' : `from ${from.kind} ${from.path}`
}

/** The operation that an action is. */
export function decide(control: JobControl, spec: JobSpec, action: Action): Decision<Outcome> {
  const would = describe(action)
  if (action.kind === 'none') return { kind: null, would, work: () => adopt(control, spec, action.job.id) }
  const change = changeFor(spec, action)
  return {
    kind: action.kind === 'replace' ? 'job.change' : 'job.start',
    would,
    details: factsOf(change, action.former),
    work: async (undertaking) => {
      const started = await carryOut(undertaking, change)
      return { summary: `${spec.name} runs as ${started.jobId}`, result: { action: action.kind, ...started } }
    },
  }
}

function changeFor(target: JobSpec, action: Exclude<Action, { kind: 'none' }>): Change {
  if (action.kind === 'replace') {
    const { job, former } = action
    return { target, running: job, former, from: 'the running job', undo: true, proof: 'commits', lint: true }
  }
  const { from, former } = action
  const proof = from === null ? 'checkpoint' : 'commits'
  return { target, running: null, former, from, undo: false, proof, lint: true }
}

/** What the journal holds of a change from its beginning: enough to finish or undo it after a crash. */
export function factsOf({ target, from, proof, running }: Change, former: JobSpec | null) {
  return {
    target: target.digest,
    former: former?.digest ?? null,
    former_job_id: running?.id ?? null,
    from: from === null || from === 'the running job' ? from : from.path,
    proof,
    sql_diff: sqlDiff(former, target),
  }
}

/** Puts a job on record that runs what the files say but whose submit did not live to write it down. */
async function adopt(control: JobControl, spec: JobSpec, jobId: string) {
  if (!control.records.runs(spec.name).some((run) => run.flink_job_id === jobId)) {
    control.records.addRun(spec, jobId, null, null)
  }
  const stable = await awaitCheckpoint(control, spec.name, jobId)
  return { summary: 'nothing to do', result: { action: 'none' as const, jobId, stable } }
}
