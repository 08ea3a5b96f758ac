import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a record as JSON, all at once: whoever reads it, after a kill -9 too, finds the former record or this one. */
export function keep(record: object, file: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.draft`, JSON.stringify(record))
  renameSync(`${file}.draft`, file)
}
