import { type FlinkJobState, flinkJobStates, type JobStatus } from '@lakehouse/contracts/jobs.ts'
import type { FlinkRest } from '../clients/flink-rest.ts'
import { Failure } from '../errors.ts'

/** Key in `pipeline.global-job-parameters` under which a job carries the digest of what it runs. */
export const DIGEST_PARAMETER = 'lakehouse.digest'

export interface ObservedJob extends JobStatus {
  /** Digest of the spec it was started from; null for a job that something else submitted. */
  readonly digest: string | null
}

/** Whether a job in this state will never run again by itself. */
export function isTerminal(state: FlinkJobState): boolean {
  return flinkJobStates[state].terminal
}

/**
 * The one job of this name that has not ended, or null.
 * @throws {Failure} when there are two: whatever is done then would be wrong for one of them.
 */
export async function observe(flink: FlinkRest, name: string): Promise<ObservedJob | null> {
  const alive = (await flink.jobs()).filter((job) => job.name === name && !isTerminal(job.state))
  if (alive.length > 1) {
    throw new Failure(
      `${alive.length} jobs named "${name}" run at once: ${alive.map((job) => job.jid).join(', ')}`,
      `Decide which one stays and cancel the other at ${flink.url}.`,
    )
  }
  const job = alive[0]
  if (job === undefined) return null
  const digest = (await flink.parameters(job.jid))[DIGEST_PARAMETER] ?? null
  return { id: job.jid, name, state: job.state, startedAt: new Date(job['start-time']), digest }
}
