import { randomBytes } from 'node:crypto'
import { NoAnswerError } from '../clients/http.ts'
import { Failure } from '../errors.ts'
import type { RestorePoint } from './history.ts'
import type { JobControl } from './job-control.ts'
import { isTerminal } from './observe.ts'
import { firstCause } from './stable.ts'
import { waitFor } from './wait-for.ts'

const DEADLINE_MS = 120_000
const POLL_MS = 300

/**
 * Ends the job with a savepoint, records it, and gives it once the job has ended.
 * @throws {Failure} when no savepoint came about; the job then runs on.
 */
export async function stopWithSavepoint(control: JobControl, name: string, id: string): Promise<RestorePoint> {
  control.progress(`${name}: stopping ${id} with a savepoint`)
  const point = await trigger(control, name, id, 'stop')
  await awaitEnd(control, id, `${name} (${id}) wrote savepoint ${point.path} but has not ended`)
  return point
}

/** Takes a savepoint of a job that goes on, and records it. @throws {Failure} when none came about. */
export async function takeSavepoint(control: JobControl, name: string, id: string): Promise<RestorePoint> {
  control.progress(`${name}: taking a savepoint of ${id}`)
  return trigger(control, name, id, 'savepoint')
}

async function trigger(
  control: JobControl,
  name: string,
  id: string,
  how: 'stop' | 'savepoint',
): Promise<RestorePoint> {
  const triggerId = randomBytes(16).toString('hex')
  const ask = () => control.flink[how](id, triggerId)
  try {
    await ask()
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error
    // The same trigger id again: if the first request did arrive, this asks for nothing new.
    await ask()
  }
  const path = await awaitLocation(control, name, id, triggerId)
  const point: RestorePoint = { path, kind: 'savepoint', takenAt: new Date().toISOString(), jobId: id }
  control.histories.addSavepoint(name, point)
  control.progress(`${name}: savepoint ${path}`)
  return point
}

function awaitLocation(control: JobControl, name: string, id: string, triggerId: string): Promise<string> {
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

async function awaitEnd(control: JobControl, id: string, otherwise: string): Promise<void> {
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
