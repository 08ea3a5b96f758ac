import { randomBytes } from 'node:crypto'
import { NoAnswerError } from '../clients/http.ts'
import { Failure } from '../errors.ts'
import type { JobControl } from './job-control.ts'
import { isTerminal } from './observe.ts'
import type { RestorePoint } from './records.ts'
import { keepSavepoint } from './savepoints.ts'
import { firstCause } from './stable.ts'
import type { Undertaking } from './undertaking.ts'
import { waitFor } from './wait-for.ts'

const DEADLINE_MS = 120_000
const POLL_MS = 300

/**
 * Ends the job with a savepoint, records it, and gives it once the job has ended.
 * @throws {Failure} when no savepoint came about; the job then runs on.
 */
export async function stopWithSavepoint(undertaking: Undertaking, id: string): Promise<RestorePoint> {
  const point = await trigger(undertaking, id, 'stop')
  await awaitEnd(undertaking.control, id, `${undertaking.job} (${id}) wrote savepoint ${point.path} but has not ended`)
  return point
}

/** Takes a savepoint of a job that goes on, and records it. @throws {Failure} when none came about. */
export function takeSavepoint(undertaking: Undertaking, id: string): Promise<RestorePoint> {
  return trigger(undertaking, id, 'savepoint')
}

async function trigger(undertaking: Undertaking, id: string, how: 'stop' | 'savepoint'): Promise<RestorePoint> {
  const { control, job } = undertaking
  const triggerId = randomBytes(16).toString('hex')
  // On record before it is asked for: whoever goes on after a crash can ask what became of it.
  undertaking.note({ savepoint_trigger: { flink_job_id: id, trigger_id: triggerId } })
  const ask = () => control.flink[how](id, triggerId)
  try {
    await ask()
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error
    // The same trigger id again: if the first request did arrive, this asks for nothing new.
    await ask()
  }
  const path = await awaitLocation(control, job, id, triggerId)
  const point = await keepSavepoint(control, job, id, path, undertaking.operation.id)
  undertaking.note({ savepoint: path })
  return point
}

/** Where the savepoint that was asked for lies, once it is complete. @throws {Failure} when it did not come about. */
export function awaitLocation(control: JobControl, name: string, id: string, triggerId: string): Promise<string> {
  const failed = (what: string, action: string) => new Failure(`no savepoint of ${name} (${id}): ${what}`, action)
  return waitFor({
    deadlineMs: DEADLINE_MS,
    everyMs: POLL_MS,
    look: async () => {
      const { status, operation } = await control.flink.savepointStatus(id, triggerId)
      if (status.id !== 'COMPLETED') return null
      if (operation?.location !== undefined) return operation.location
      const cause = firstCause(operation?.['failure-cause']?.['stack-trace'] ?? 'no cause given')
      throw failed(cause, 'The job runs on. Correct the cause, then try again.')
    },
    late: () => failed(`not complete in ${DEADLINE_MS / 1000} s`, `Look at its checkpoints at ${control.flink.url}.`),
  })
}

/** Ends a job whose state nobody wants, and waits until it has ended. */
export async function cancel(control: JobControl, name: string, id: string): Promise<void> {
  await control.flink.cancel(id)
  await awaitEnd(control, id, `${name} (${id}) was cancelled but has not ended`)
}

/** Waits until a job has ended. @throws {Failure} `otherwise … in 120 s`. */
export async function awaitEnd(control: JobControl, id: string, otherwise: string): Promise<void> {
  await waitFor({
    deadlineMs: DEADLINE_MS,
    everyMs: POLL_MS,
    look: async () => {
      const job = (await control.flink.jobs()).find(({ jid }) => jid === id)
      return job === undefined || isTerminal(job.state) ? true : null
    },
    late: () =>
      new Failure(`${otherwise} in ${DEADLINE_MS / 1000} s`, `Look at ${control.flink.url}; nothing took its place.`),
  })
}
