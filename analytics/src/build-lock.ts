import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Failure } from './failure.ts'

/**
 * Runs `work` unless another build of this stack is under way: both would write the same tables. The lock is SQLite's
 * own on an empty database file; the kernel lets go of it when the holder dies, so it can never be left behind.
 * @throws {Failure} when another build is under way.
 */
export async function withBuildLock<T>(home: string, work: () => Promise<T>): Promise<T> {
  const folder = join(home, 'dbt')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = new DatabaseSync(join(folder, 'build.lock'), { timeout: 0 })
  try {
    acquire(lock)
    return await work()
  } finally {
    lock.close()
  }
}

function acquire(lock: DatabaseSync): void {
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    // SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy
    if ((cause as { errcode?: number }).errcode !== 5) throw cause
    throw new Failure('another build is under way on this stack: wait for it to end', { cause })
  }
}
