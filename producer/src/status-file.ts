import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type ProducerStatus, producerStatus } from '@lakehouse/contracts/producer-status.ts'

/** A producer that runs has written its status at most this long ago, ms. */
const FRESH_MS = 10_000

/** Replaces the file as a whole, so that a reader never sees half of it. */
export function writeStatusFile(file: string, status: ProducerStatus): void {
  mkdirSync(dirname(file), { recursive: true })
  const next = `${file}.${status.pid}`
  writeFileSync(next, `${JSON.stringify(status, null, 2)}\n`, { mode: 0o600 })
  renameSync(next, file)
}

/**
 * Refuses to be the second producer of a stack: with the same seed both would move the same drivers, and they would overwrite
 * each other's status.
 * @throws {Error} naming the other one, if there is one.
 */
export function assertOnlyProducer(file: string, now: number): void {
  const other = readStatusFile(file)
  if (other === undefined || other.state === 'stopped' || other.pid === process.pid) return
  if (Date.parse(other.updated_at) < now - FRESH_MS || !isAlive(other.pid)) return
  const advice = 'Stop it first, or give this one a LAKEHOUSE_HOME and a --seed of its own'
  throw new Error(`process ${other.pid} already writes ${other.target_rate} records/s (run ${other.run}). ${advice}`)
}

function readStatusFile(file: string): ProducerStatus | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  // One of another version says nothing that could be relied on.
  return producerStatus.safeParse(JSON.parse(text)).data
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
