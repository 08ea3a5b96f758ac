import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { UserError } from '../errors.ts'
import type { ObservedJob } from './observe.ts'
import type { RestorePoint } from './records.ts'

/** What has to happen so that what runs is what the files say. */
export type Action =
  | { readonly kind: 'none'; readonly job: ObservedJob; readonly why: string }
  | {
      readonly kind: 'start'
      readonly from: RestorePoint | null
      /** The text that the state is of, where it is another than the one to start. */
      readonly former: JobSpec | null
      readonly why: string
    }
  | { readonly kind: 'replace'; readonly job: ObservedJob; readonly former: JobSpec; readonly why: string }

export interface Known {
  readonly observed: ObservedJob | null
  /** The text of what runs, if it is on record. */
  readonly running: JobSpec | null
  /** The text that ran last; null when the job has never run here. */
  readonly last: JobSpec | null
  /** Newest state from which the job could go on; looked for only when nothing runs. */
  readonly newestState: RestorePoint | null
  /** The caller asked by name for a start without state. */
  readonly fresh: boolean
}

/**
 * Compares desired and observed state.
 * @throws {UserError} where every possible action could lose data that nobody asked to lose.
 */
export function diff(spec: JobSpec, known: Known): Action {
  const { observed, running, last, newestState, fresh } = known
  if (observed !== null) return diffRunning(spec, observed, running, fresh)
  if (last === null) return { kind: 'start', from: null, former: null, why: 'it has never run here' }
  if (fresh) return { kind: 'start', from: null, former: null, why: 'a start without state was asked for' }
  if (newestState !== null) {
    return last.digest === spec.digest
      ? { kind: 'start', from: newestState, former: null, why: 'it has stopped' }
      : { kind: 'start', from: newestState, former: last, why: 'it has stopped, and its files have changed' }
  }
  throw new UserError(
    `${spec.name} ran before, but no savepoint or checkpoint of it is left: a start would forget its state`,
    `Without its state it reads the topics from their beginning: npm run submit-job -- ${spec.name} --fresh`,
  )
}

function diffRunning(spec: JobSpec, observed: ObservedJob, running: JobSpec | null, fresh: boolean): Action {
  if (fresh) {
    throw new UserError(
      `${spec.name} runs as ${observed.id}: --fresh is for a job that has stopped`,
      `Stop it first (npm run jobs -- stop ${spec.name}), then start it without state.`,
    )
  }
  if (observed.digest === spec.digest) {
    return { kind: 'none', job: observed, why: 'what runs is what the files say' }
  }
  if (running !== null) return { kind: 'replace', job: observed, former: running, why: 'its files have changed' }
  throw new UserError(
    `a job named ${spec.name} runs (${observed.id}) whose SQL is not on record here: a failed change could not be undone`,
    `Stop it with a savepoint (npm run jobs -- stop ${spec.name}), then submit again: it starts from that savepoint.`,
  )
}
