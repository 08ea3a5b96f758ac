import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Failure } from '../errors.ts'

const RETRY_MS = 200

/**
 * Runs `work` while no other process on this stack works on the same job. The lock is SQLite's own on an empty
 * database file: the kernel lets go of it when the holder dies, so it can never be left behind.
 * @throws {Failure} when another holder has not finished within `deadlineMs`.
 */
export async function withJobLock<T>(home: string, name: string, deadlineMs: number, work: () => Promise<T>) {
  const folder = join(home, 'control-plane', 'locks')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `job-${name}.lock`)
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    await acquire(database, file, name, deadlineMs)
    return await work()
  } finally {
    database.close()
  }
}

async function acquire(database: DatabaseSync, file: string, name: string, deadlineMs: number): Promise<void> {
  const deadline = Date.now() + deadlineMs
  while (true) {
    try {
      database.exec('BEGIN EXCLUSIVE')
      return
    } catch (cause) {
      if (!isBusy(cause)) throw cause
      if (Date.now() > deadline) {
        throw new Failure(
          `another command has been working on job ${name} for ${Math.round(deadlineMs / 1000)} s (lock ${file})`,
          'Wait for it to finish, or see which process holds that file.',
          { cause },
        )
      }
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}
