import { Failure } from '../errors.ts'
import type { JobControl } from './job-control.ts'
import { isTerminal } from './observe.ts'
import { exceptionChain } from './statement-problem.ts'
import { waitFor } from './wait-for.ts'

const POLL_MS = 500
const TELL_EVERY_MS = 10_000
/** A job that fails this often before its first checkpoint will not get there by itself. */
const FAILURES_BEFORE_GIVING_UP = 5

export interface Stable {
  readonly checkpointId: number
  readonly checkpointMs: number
  readonly waitedMs: number
}

/**
 * Waits until the job is RUNNING and has completed its first checkpoint.
 * @throws {Failure} with the job's own first cause when it ends, keeps failing, or is not there in time.
 */
export async function awaitStable(control: JobControl, name: string, id: string, deadlineMs: number): Promise<Stable> {
  const begun = Date.now()
  const problem = (message: string) =>
    new Failure(message, `Exceptions of the job: ${control.flink.url}; state: npm run jobs -- show ${name}`)
  let told = begun
  let seen = `${name} (${id}) is unknown to Flink`
  return waitFor({
    deadlineMs,
    everyMs: POLL_MS,
    look: async () => {
      const state = (await control.flink.jobs()).find((job) => job.jid === id)?.state
      if (state === undefined) return null
      const { counts, latest } = await control.flink.checkpoints(id)
      const done = latest.completed ?? latest.savepoint
      if (state === 'RUNNING' && counts.completed > 0 && done !== null) {
        return { checkpointId: done.id, checkpointMs: done.end_to_end_duration, waitedMs: Date.now() - begun }
      }
      const failures = (await control.flink.exceptions(id)).filter(({ timestamp }) => timestamp > begun)
      const cause = failures[0] === undefined ? '' : `; newest cause: ${firstCause(failures[0].stacktrace)}`
      if (isTerminal(state))
        throw problem(`${name} (${id}) ended as ${state}${cause || (await lastCause(control, id))}`)
      if (failures.length >= FAILURES_BEFORE_GIVING_UP) throw problem(`${name} (${id}) keeps failing${cause}`)
      seen = `${name} is ${state}, without ${state === 'RUNNING' ? 'its first completed checkpoint' : 'RUNNING'} yet${cause}`
      if (Date.now() - told > TELL_EVERY_MS) {
        told = Date.now()
        control.progress(`${seen} (${Math.round((told - begun) / 1000)} s)`)
      }
      return null
    },
    late: (unanswered) => problem(`${seen} after ${deadlineMs / 1000} s${unanswered ? `: ${unanswered.message}` : ''}`),
  })
}

async function lastCause(control: JobControl, id: string): Promise<string> {
  const [newest] = await control.flink.exceptions(id)
  return newest === undefined ? '' : `: ${firstCause(newest.stacktrace)}`
}

/** The innermost exception of a Java stack trace, in one line. */
export function firstCause(trace: string): string {
  const innermost = exceptionChain(trace).at(-1)
  if (innermost === undefined) return trace.split('\n')[0] ?? ''
  return `${innermost.type.split('.').at(-1)}: ${innermost.message.replaceAll('\n', ' ')}`
}
