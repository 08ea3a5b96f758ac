import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ProducerStatus } from '@lakehouse/contracts/producer-status.ts'

/** Replaces the file as a whole, so that a reader never sees half of it. */
export function writeStatusFile(file: string, status: ProducerStatus): void {
  mkdirSync(dirname(file), { recursive: true })
  const next = `${file}.${status.pid}`
  writeFileSync(next, `${JSON.stringify(status, null, 2)}\n`, { mode: 0o600 })
  renameSync(next, file)
}
