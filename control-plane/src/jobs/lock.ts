import { type Lock, withLock } from '../lib/process-lock.ts'

/** The lock on one job. */
export function jobLock(home: string, name: string): Lock {
  return { home, name: `job-${name}`, what: `job ${name}` }
}

/**
 * Runs `work` while no other process on this stack works on the same job.
 * @throws {Failure} when another holder has not finished within `deadlineMs`.
 */
export function withJobLock<T>(home: string, name: string, deadlineMs: number, work: () => Promise<T>): Promise<T> {
  return withLock(jobLock(home, name), deadlineMs, work)
}
