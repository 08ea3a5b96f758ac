import { inDependencyOrder, reversed } from '../supervisor/start-order.ts'
import { Interrupted } from '../system/failure.ts'

/** Something that is started after others and stopped before them: a supervised service, or a task such as submitting jobs. */
export interface StackPart {
  readonly name: string
  readonly dependsOn: readonly string[]
  /** Without an essential part nothing works: its failure ends the start. Another's is reported, and the rest goes on. */
  readonly essential: boolean
  start(): Promise<void>
  /** `killNow` cuts waiting short. */
  stop(killNow: AbortSignal): Promise<void>
}

export interface Problem {
  readonly part: string
  readonly error: Error
}

/**
 * Starts every part as soon as those it depends on are ready. Gives the problems of parts that are not essential.
 * @throws the error of an essential part that failed.
 * @throws {Interrupted} when `stop` fires first.
 */
export async function startParts(parts: readonly StackPart[], stop: AbortSignal): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  const started = inDependencyOrder(parts, async (part) => {
    if (problems.some(({ part: failed }) => part.dependsOn.includes(failed))) return
    try {
      await part.start()
    } catch (error) {
      if (part.essential || stop.aborted) throw error
      problems.push({ part: part.name, error: error as Error })
    }
  })
  await Promise.race([started, interrupted(stop)])
  return problems
}

/** Stops every part, each after those that depend on it. */
export async function stopParts(parts: readonly StackPart[], killNow: AbortSignal): Promise<void> {
  await inDependencyOrder(reversed(parts), (part) => part.stop(killNow))
}

/** Resolves when the signal fires. */
export function fired(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

async function interrupted(stop: AbortSignal): Promise<never> {
  await fired(stop)
  throw new Interrupted('starting the stack')
}
