import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../errors.ts'
import type { JobControl } from './job-control.ts'
import { isTerminal } from './observe.ts'
import { exceptionChain } from './statement-problem.ts'

const POLL_MS = 500
const TELL_EVERY_MS = 10_000
/** A job that failed this often before its first checkpoint will not get there by itself. */
const FAILURES_BEFORE_GIVING_UP = 3

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
  let told = begun
  while (true) {
    const state = (await control.flink.jobs()).find((job) => job.jid === id)?.state
    if (state === undefined) throw problem(control, name, `${name} (${id}) is unknown to Flink`)
    const { counts, latest } = await control.flink.checkpoints(id)
    const done = latest.completed ?? latest.savepoint
    if (state === 'RUNNING' && counts.completed > 0 && done !== null) {
      return { checkpointId: done.id, checkpointMs: done.end_to_end_duration, waitedMs: Date.now() - begun }
    }
    const failures = await control.flink.exceptions(id)
    const cause = failures[0] === undefined ? '' : `; newest cause: ${firstCause(failures[0].stacktrace)}`
    if (isTerminal(state)) throw problem(control, name, `${name} (${id}) ended as ${state}${cause}`)
    if (failures.length >= FAILURES_BEFORE_GIVING_UP)
      throw problem(control, name, `${name} (${id}) keeps failing${cause}`)
    const waited = Date.now() - begun
    const missing = state === 'RUNNING' ? 'its first completed checkpoint' : 'state RUNNING'
    if (waited > deadlineMs) {
      throw problem(control, name, `${name} (${id}) is ${state}; no ${missing} in ${deadlineMs / 1000} s${cause}`)
    }
    if (Date.now() - told > TELL_EVERY_MS) {
      told = Date.now()
      control.progress(`${name}: ${state}, waiting for ${missing} (${Math.round(waited / 1000)} s)${cause}`)
    }
    await sleep(POLL_MS)
  }
}

/** The innermost exception of a Java stack trace, in one line. */
export function firstCause(trace: string): string {
  const innermost = exceptionChain(trace).at(-1)
  if (innermost === undefined) return trace.split('\n')[0] ?? ''
  return `${innermost.type.split('.').at(-1)}: ${innermost.message.replaceAll('\n', ' ')}`
}

function problem(control: JobControl, name: string, message: string): Failure {
  return new Failure(message, `Exceptions of the job: ${control.flink.url}; state: npm run jobs -- show ${name}`)
}
