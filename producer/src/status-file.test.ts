import { mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProducerStatus } from '@lakehouse/contracts/producer-status.ts'
import { expect, it, onTestFinished } from 'vitest'
import { Statistics } from './statistics.ts'
import { assertOnlyProducer, writeStatusFile } from './status-file.ts'

/** Above the largest process id that Linux gives (PID_MAX_LIMIT, 2^22). */
const GONE = 2 ** 22 + 1
const now = Date.UTC(2026, 10, 21, 14)

function statusOf(pid: number, change: Partial<ProducerStatus> = {}): ProducerStatus {
  const facts = { run: 'r-1', pid, target_rate: 500, cities: [], drivers: 0, zones: 0 }
  return { ...new Statistics(facts, now).status(now), ...change }
}

function statusFile(status?: ProducerStatus): string {
  const folder = mkdtempSync(join(tmpdir(), 'producer-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'producer', 'status.json')
  if (status !== undefined) writeStatusFile(file, status)
  return file
}

it('leaves nothing but the file', () => {
  const file = statusFile(statusOf(1))
  expect(readdirSync(join(file, '..'))).toEqual(['status.json'])
})

it('refuses a second producer beside one that runs', () => {
  const running = statusFile(statusOf(process.ppid, { state: 'running' }))
  expect(() => assertOnlyProducer(running, now + 2_000)).toThrow(`process ${process.ppid} already writes 500 records/s`)
})

it('lets a producer follow one that is gone', () => {
  const former = [
    undefined,
    statusOf(process.ppid, { state: 'stopped' }),
    statusOf(process.ppid, { updated_at: new Date(now - 60_000).toISOString() }),
    statusOf(GONE, { state: 'running' }),
  ]
  for (const status of former) expect(() => assertOnlyProducer(statusFile(status), now)).not.toThrow()
})
