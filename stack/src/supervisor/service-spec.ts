import type { Endpoint } from '@lakehouse/contracts/endpoints.ts'

/** Resolves when the service works, rejects with the reason when it does not (yet). */
export type Check = (signal: AbortSignal) => Promise<void>

/** How a running service is known to do its work. */
export interface Readiness {
  /** What is waited for, as a person would say it: "answers on http://…". */
  readonly what: string
  readonly check: Check
  readonly timeoutMs: number
}

/** Everything the supervisor needs to know of one part of the stack. Words as in process-compose and Kubernetes. */
export interface ServiceSpec {
  readonly name: string
  /** Services that must be ready, and initialised, before this one starts. */
  readonly dependsOn: readonly string[]
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly ports: readonly Endpoint[]
  readonly readiness: Readiness
  /** Passes while the service itself works, whatever became of others. Absent where only the process can be watched. */
  readonly liveness?: Check
  readonly shutdown: { readonly signal: NodeJS.Signals; readonly timeoutMs: number }
  readonly restart: RestartPolicy
  /** Runs before the first start: makes folders, formats storage. `stopping` fires when the service is to be stopped. */
  readonly prepare?: (stopping: AbortSignal) => Promise<void>
  /** Runs once the service is ready for the first time: makes databases, buckets, topics. Must be repeatable. */
  readonly initialise?: () => Promise<void>
}

/** A service that ends by itself is started again after a growing pause, until it ends too often. */
export interface RestartPolicy {
  readonly firstDelayMs: number
  readonly maxDelayMs: number
  /** Give up after this many ends within `windowMs`. */
  readonly maxRestarts: number
  readonly windowMs: number
}

/** Fits every part: at once after a crash, at most every 15 s, given up after 8 ends in 5 minutes. */
export const restartPolicy: RestartPolicy = {
  firstDelayMs: 200,
  maxDelayMs: 15_000,
  maxRestarts: 8,
  windowMs: 5 * 60_000,
}
