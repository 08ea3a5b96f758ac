import type { JobControl } from './job-control.ts'
import { withJobLock } from './lock.ts'
import { resume } from './resume.ts'
import { type Asked, conclude, Undertaking } from './undertaking.ts'

const LOCK_DEADLINE_MS = 5_000

interface Ended<T> {
  /** The operation's summary, one sentence. */
  readonly summary: string
  readonly result: T
}

/** What an operation is to be, decided while nobody else works on the job. */
export type Decision<T> =
  | {
      /** There is nothing to do, and so nothing to put on record. */
      readonly kind: null
      readonly would: string
      readonly work: () => Promise<Ended<T>>
    }
  | {
      /** `job.change` and so on. */
      readonly kind: string
      readonly would: string
      readonly details?: Readonly<Record<string, unknown>>
      readonly work: (undertaking: Undertaking) => Promise<Ended<T>>
    }

export interface Begun<T> {
  readonly operation: number | null
  readonly would: string
  /** Settles when the operation has ended. */
  readonly done: Promise<T>
}

/**
 * Decides under the job's lock what to do, puts it on record and does it; gives back as soon as it is on record. What
 * an operation before it left unended is brought to its end first.
 * @throws {Failure} when another operation holds the job for more than 5 s, and whatever `decide` throws.
 */
export function undertake<T>(
  control: JobControl,
  job: string,
  asked: Asked,
  decide: () => Promise<Decision<T>>,
): Promise<Begun<T>> {
  return new Promise((resolve, reject) => {
    const done = withJobLock(control.home, job, LOCK_DEADLINE_MS, async () => {
      await resumeUnended(control, job)
      const decision = await decide()
      const { would } = decision
      control.progress(`${job}: ${would}`)
      if (decision.kind === null) {
        begun(null, would)
        return (await decision.work()).result
      }
      const { kind, details = {}, work } = decision
      const { actor, source, from } = asked
      const facts = { asked_from: from, would, ...details }
      const operation = control.journal.begin({ kind, object: job, actor, source, details: facts })
      begun(operation.id, would)
      return conclude(operation, () => work(new Undertaking(control, job, operation)))
    })
    // `done` exists by then: locking takes at least one turn of the event loop.
    const begun = (operation: number | null, would: string) => resolve({ operation, would, done })
    // Past the beginning, the failure is for whoever waits for `done`; without one it is in the journal.
    done.catch(reject)
  })
}

/** Ends the operations on a job whose processes died in them. The caller holds the job's lock. */
export async function resumeUnended(control: JobControl, job: string): Promise<void> {
  for (const operation of control.journal.list({ limit: 20, object: job, outcome: 'unended' }).reverse()) {
    if (!operation.kind.startsWith('job.')) continue
    control.progress(`${job}: operation ${operation.id} (${operation.kind}) did not come to its end; going on with it`)
    await resume(control, operation)
  }
}
