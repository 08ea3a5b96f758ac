import { withLock } from '../lib/process-lock.ts'

/**
 * Runs `work` while no other process on this stack works on the same job.
 * @throws {Failure} when another holder has not finished within `deadlineMs`.
 */
export function withJobLock<T>(home: string, name: string, deadlineMs: number, work: () => Promise<T>): Promise<T> {
  return withLock({ home, name: `job-${name}`, what: `job ${name}` }, deadlineMs, work)
}
