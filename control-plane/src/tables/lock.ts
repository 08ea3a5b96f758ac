import { isLocked, type Lock, withLock } from '../lib/process-lock.ts'

const tableLock = (home: string, called: string): Lock => ({
  home,
  name: `table-${called}`,
  what: `table ${called}`,
})

/**
 * Runs `work` while nobody else maintains, rolls back or lays out anew the same table.
 * @throws {Failure} when somebody does and has not finished within `deadlineMs`.
 */
export function withTableLock<T>(home: string, called: string, deadlineMs: number, work: () => Promise<T>): Promise<T> {
  return withLock(tableLock(home, called), deadlineMs, work)
}

/** Whether somebody works on the table now, here or in another process. */
export function isTableLocked(home: string, called: string): boolean {
  return isLocked(tableLock(home, called))
}
