import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Of all control planes of a stack the one that holds this runs tasks. SQLite's own lock on an empty file: the kernel
 * lets go of it when the holder dies, so it can never be left behind.
 */
export class SchedulerLock {
  readonly #file: string
  #held: DatabaseSync | null = null

  constructor(home: string) {
    const folder = join(home, 'control-plane', 'locks')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#file = join(folder, 'tasks.lock')
  }

  /** Takes it unless another process holds it; gives whether this one does. */
  take(): boolean {
    if (this.#held !== null) return true
    const database = new DatabaseSync(this.#file, { timeout: 0 })
    try {
      database.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      database.close()
      // SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy
      if ((error as { errcode?: number }).errcode === 5) return false
      throw error
    }
    this.#held = database
    return true
  }

  release(): void {
    this.#held?.close()
    this.#held = null
  }
}
