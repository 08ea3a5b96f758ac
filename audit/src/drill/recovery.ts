import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Stack } from '../stack.ts'
import { auditSql } from '../tables.ts'
import { query } from '../trino.ts'
import type { Watch } from '../watch.ts'
import { readStatus } from './services.ts'

const POLL_MS = 500
const SAY_EVERY_MS = 10_000
/** trino-client waits for ever for an answer, and a Trino that has just started needs long for its first ones. */
const TRINO_TIMEOUT_MS = 60_000

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
  const over = new AbortController()
  const pause = { signal: AbortSignal.any([signal, over.signal]) }
  const awaited = new Map<string, string>()
  /** When `missing` first says that nothing is. The steps are looked at side by side: none is late for another's sake. */
  const until = async (step: string, missing: () => Promise<string | null>): Promise<number> => {
    awaited.set(step, step)
    for (;;) {
      const still = await missing()
      if (still === null) {
        awaited.delete(step)
        return Date.now()
      }
      awaited.set(step, still)
      if (Date.now() > deadline)
        throw new Error(`not back after ${deadlineMs / 1_000} s: ${[...awaited.values()].join('; ')}`)
      await delay(POLL_MS, undefined, pause)
    }
  }
  const saying = setInterval(() => progress(`waiting for ${[...awaited.values()].join('; ')}`), SAY_EVERY_MS)
  try {
    const [servicesReady, checkpointed, newRows] = await Promise.all([
      until('all services', notReady),
      until('checkpoints', () => notCheckpointed(stack, since).catch(unanswered)),
      until('new rows', () => withoutNewRows(stack, since).catch(unanswered)),
    ])
    return { servicesReady, checkpointed, newRows }
  } finally {
    clearInterval(saying)
    over.abort()
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
  const signal = AbortSignal.timeout(TRINO_TIMEOUT_MS)
  const read = async (): Promise<void> => {
    for await (const page of query(trino, await auditSql('newest'), ['job', 'newest'], signal)) {
      for (const [job, time] of page) newest.set(String(job), Number(time))
    }
  }
  const tooLong = once(signal, 'abort').then(() => {
    throw new Error(`Trino gave no answer within ${TRINO_TIMEOUT_MS / 1_000} s`)
  })
  await Promise.race([read(), tooLong])
  const waiting = ['rides', 'zones'].filter((job) => (newest.get(job) ?? 0) <= since)
  return waiting.length === 0 ? null : `new rows of ${waiting.join(' and ')}`
}
