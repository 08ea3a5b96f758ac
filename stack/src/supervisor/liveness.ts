import { setTimeout as sleep } from 'node:timers/promises'
import { attempt } from './probe.ts'
import type { Check } from './service-spec.ts'

/** How often a ready service is asked, and for how long it may fail to answer before it is taken for hung. */
export interface LivenessPolicy {
  readonly everyMs: number
  readonly patienceMs: number
}

/** Longer than any pause that a service outlives by itself; long garbage collections and a stalled disk among them. */
export const livenessPolicy: LivenessPolicy = { everyMs: 10_000, patienceMs: 90_000 }

/**
 * Waits until a check has failed at every attempt for as long as the policy allows.
 * @returns what the last attempt said, or undefined once `over` fires.
 */
export async function untilHung(check: Check, policy: LivenessPolicy, over: AbortSignal): Promise<string | undefined> {
  let failingSince: number | undefined
  for (;;) {
    await sleep(policy.everyMs, undefined, { signal: over }).catch(() => undefined)
    if (over.aborted) return undefined
    const began = performance.now()
    const problem = await attempt(check, over)
    if (over.aborted) return undefined
    if (problem === undefined) failingSince = undefined
    else {
      failingSince ??= began
      if (performance.now() - failingSince >= policy.patienceMs) return problem
    }
  }
}
