import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../errors.ts'

const RETRY_MS = 200

export interface Lock {
  readonly home: string
  /** Part of a file name. */
  readonly name: string
  /** What is worked on, for the one who has to wait: `job rides`. */
  readonly what: string
}

/**
 * Runs `work` while no other process on this stack works on the same thing. The lock is SQLite's own on an empty
 * database file: the kernel lets go of it when the holder dies, so it can never be left behind.
 * @throws {Failure} when another holder has not finished within `deadlineMs`.
 */
export async function withLock<T>(lock: Lock, deadlineMs: number, work: () => Promise<T>): Promise<T> {
  const file = lockFile(lock)
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    const deadline = Date.now() + deadlineMs
    while (!acquired(database)) {
      if (Date.now() > deadline) {
        throw new Failure(
          `something else has been working on ${lock.what} for ${Math.round(deadlineMs / 1000)} s (lock ${file})`,
          'Wait for it to finish, then try again.',
        )
      }
      await sleep(RETRY_MS)
    }
    return await work()
  } finally {
    database.close()
  }
}

/** Whether somebody, here or in another process, holds the lock now. */
export function isLocked(lock: Lock): boolean {
  const database = new DatabaseSync(lockFile(lock), { timeout: 0 })
  try {
    return !acquired(database)
  } finally {
    database.close()
  }
}

function lockFile({ home, name }: Lock): string {
  const folder = join(home, 'control-plane', 'locks')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return join(folder, `${name}.lock`)
}

function acquired(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    // SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return false
    throw error
  }
}
