import { setTimeout as delay } from 'node:timers/promises'

/** How the one who started a long piece of work follows it and breaks it off. */
export interface Watch {
  readonly signal: AbortSignal
  readonly progress: (text: string) => void
}

const ATTEMPTS = 3
const PAUSE_MS = 5_000

/**
 * Does something that can be repeated as a whole up to three times, saying why each attempt failed.
 * @throws {Error} that of the last attempt, or the signal's reason once it is aborted.
 */
export async function withRetries<T>(
  work: () => Promise<T>,
  { signal, progress }: Watch,
  pauseMs = PAUSE_MS,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      if (attempt === ATTEMPTS) throw error
      progress(`attempt ${attempt} of ${ATTEMPTS} failed, trying again: ${(error as Error).message.split('\n')[0]}`)
      await delay(pauseMs, undefined, { signal })
    }
  }
}
