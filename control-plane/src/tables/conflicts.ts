import { setTimeout as sleep } from 'node:timers/promises'
import { TrinoQueryError } from '../clients/trino.ts'
import { explain } from '../errors.ts'

const MOST_ATTEMPTS = 6
const FIRST_PAUSE_MS = 500

/** What Trino and Iceberg say when another commit came between reading and committing. */
const CONFLICT =
  /found new (position )?delete|Cannot commit|Failed to commit|CommitFailed|has been updated|ICEBERG_COMMIT_ERROR|TRANSACTION_CONFLICT/i

/** Whether the same work, begun again, may succeed because only somebody else's commit was in its way. */
export function isConflict(error: unknown): boolean {
  return error instanceof TrinoQueryError && CONFLICT.test(`${error.errorName} ${error.message}`)
}

/** Work that may lose against another commit: tried again, after pauses that double. Gives how often it was tried. */
export async function withRetries<T>(
  work: (attempt: number) => Promise<T>,
  onConflict: (line: string) => void,
  pauseMs = FIRST_PAUSE_MS,
): Promise<{ readonly result: T; readonly attempts: number }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { result: await work(attempt), attempts: attempt }
    } catch (error) {
      if (!isConflict(error) || attempt >= MOST_ATTEMPTS) throw error
      const waitMs = pauseMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2)
      onConflict(
        `attempt ${attempt} lost against another commit (${explain(error)}); again in ${Math.round(waitMs)} ms`,
      )
      await sleep(waitMs)
    }
  }
}
