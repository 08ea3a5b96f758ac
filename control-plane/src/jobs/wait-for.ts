import { setTimeout as sleep } from 'node:timers/promises'
import { HttpError, NoAnswerError } from '../clients/http.ts'

export interface Wait<T> {
  readonly deadlineMs: number
  readonly everyMs: number
  /** Gives what is waited for, or null while it is not there yet. */
  readonly look: () => Promise<T | null>
  /** The error once the deadline has passed; `unanswered` is why the last look saw nothing, if it did. */
  readonly late: (unanswered: Error | undefined) => Error
}

/**
 * Looks again and again until there is something to give. A JobManager that does not answer for a while (it restarts
 * and recovers its jobs by itself) is waited for too: no answer says nothing about a job.
 * @throws what `late` gives at the deadline, and whatever else `look` throws.
 */
export async function waitFor<T>({ deadlineMs, everyMs, look, late }: Wait<T>): Promise<T> {
  const deadline = Date.now() + deadlineMs
  while (true) {
    let unanswered: Error | undefined
    try {
      const found = await look()
      if (found !== null) return found
    } catch (error) {
      if (!isPassing(error)) throw error
      unanswered = error
    }
    if (Date.now() > deadline) throw late(unanswered)
    await sleep(everyMs)
  }
}

function isPassing(error: unknown): error is Error {
  return error instanceof NoAnswerError || (error instanceof HttpError && error.status >= 500)
}
