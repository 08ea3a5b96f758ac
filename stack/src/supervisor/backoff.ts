import type { RestartPolicy } from './service-spec.ts'

/**
 * How long to wait before the next start, or 'give up'. `endedAt` holds when the service ended by itself, newest last;
 * ends older than the policy's window are forgotten, so a service that ran well for long starts from the first delay.
 */
export function nextRestart(policy: RestartPolicy, endedAt: readonly number[], now: number): number | 'give up' {
  const recent = endedAt.filter((time) => now - time <= policy.windowMs).length
  if (recent > policy.maxRestarts) return 'give up'
  return Math.min(policy.firstDelayMs * 2 ** Math.max(recent - 1, 0), policy.maxDelayMs)
}
