import { setTimeout as delay } from 'node:timers/promises'
import type { Stack } from '../stack.ts'
import { auditSql } from '../tables.ts'
import { query } from '../trino.ts'
import type { Watch } from '../watch.ts'
import { readStatus } from './services.ts'

const POLL_MS = 500
const SAY_EVERY_MS = 10_000
/** trino-client waits for ever for an answer. */
const TRINO_TIMEOUT_MS = 15_000

/** When, milliseconds since 1970, each step back to normal was seen. */
export interface Recovery {
  /** Every service was ready. */
  readonly servicesReady: number
  /** Every job ran and had completed a checkpoint that began after the fault. */
  readonly checkpointed: number
  /** Every job had committed rows of records that are younger than the fault. */
  readonly newRows: number
}

/**
 * Waits until the stack works again after what ended at `since`: all services ready, each job with a newer checkpoint,
 * and rows younger than that committed by both jobs, seen through Trino.
 * @throws {Error} naming what is still not back when the time is up, or the signal's reason.
 */
export async function awaitRecovery(
  stack: Stack,
  since: number,
  deadlineMs: number,
  { signal, progress }: Watch,
): Promise<Recovery> {
  const deadline = Date.now() + deadlineMs
  const seen = { servicesReady: 0, checkpointed: 0, newRows: 0 }
  for (let said = Date.now(); ; ) {
    const missing = [
      seen.servicesReady === 0 ? await notReady() : null,
      seen.checkpointed === 0 ? await notCheckpointed(stack, since).catch(unanswered) : null,
      seen.newRows === 0 ? await withoutNewRows(stack, since).catch(unanswered) : null,
    ]
    const now = Date.now()
    for (const [i, step] of (['servicesReady', 'checkpointed', 'newRows'] as const).entries()) {
      if (missing[i] === null && seen[step] === 0) seen[step] = now
    }
    const awaited = missing.filter((text) => text !== null)
    if (awaited.length === 0) return seen
    if (now > deadline) throw new Error(`not back after ${deadlineMs / 1_000} s: ${awaited.join('; ')}`)
    if (now - said > SAY_EVERY_MS) {
      progress(`waiting for ${awaited.join('; ')}`)
      said = now
    }
    await delay(POLL_MS, undefined, { signal })
  }
}

function unanswered(error: Error): string {
  return `an answer: ${error.message.split('\n')[0]}`
}

async function notReady(): Promise<string | null> {
  const { launcher, services } = await readStatus()
  if (launcher === null)
    throw new Error('the launcher does not run, so nothing brings services back: "npm start" first')
  const waiting = services.filter(({ state }) => state !== 'ready')
  return waiting.length === 0 ? null : waiting.map(({ name, state }) => `${name} (${state})`).join(', ')
}

async function notCheckpointed({ flink }: Stack, since: number): Promise<string | null> {
  const jobs = await flink.liveJobs()
  if (jobs.length === 0) return 'a running job'
  for (const { id, name, state } of jobs) {
    if (state !== 'RUNNING') return `job ${name} (${state})`
    const newest = await flink.newestCheckpoint(id)
    if (newest === null || newest.triggeredAt <= since) return `a checkpoint of job ${name}`
  }
  return null
}

async function withoutNewRows({ trino }: Stack, since: number): Promise<string | null> {
  const newest = new Map<string, number>()
  const read = async (): Promise<void> => {
    for await (const page of query(trino, await auditSql('newest'), ['job', 'newest'])) {
      for (const [job, time] of page) newest.set(String(job), Number(time))
    }
  }
  const tooLong = new AbortController()
  const timeout = delay(TRINO_TIMEOUT_MS, undefined, { signal: tooLong.signal }).then(() => {
    throw new Error(`Trino gave no answer within ${TRINO_TIMEOUT_MS / 1_000} s`)
  })
  await Promise.race([read(), timeout]).finally(() => {
    timeout.catch(() => undefined)
    tooLong.abort()
  })
  const waiting = ['rides', 'zones'].filter((job) => (newest.get(job) ?? 0) <= since)
  return waiting.length === 0 ? null : `new rows of ${waiting.join(' and ')}`
}
