import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Another process may hold the file for a moment while it writes; longer than this is a failure. */
const BUSY_MS = 5_000

/**
 * Opens (or makes) an SQLite file that several processes share: control plane and command line. `schema` must be
 * repeatable (`IF NOT EXISTS`), for it runs at each opening.
 * @throws {Error} of SQLite when the file is none of its own, or busy for 5 s.
 */
export function openDatabase(file: string, schema: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(file, { timeout: BUSY_MS })
  // A log beside the file lets readers go on while one writes; FULL keeps what was confirmed through a power cut.
  // https://www.sqlite.org/wal.html
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
  database.exec(schema)
  return database
}
