import { explain } from '../errors.ts'
import { type Change, carryOut } from './change.ts'
import type { JobControl } from './job-control.ts'
import { jobNames } from './load.ts'
import { isTerminal } from './observe.ts'
import { factsOf, lastSpec } from './reconcile.ts'
import { newestRestorePoint } from './restore-points.ts'
import { undertake } from './undertake.ts'
import type { Asked } from './undertaking.ts'

/** Flink has given a job up after 40 attempts of its own: a few more at most, then it is for a person. */
export const BUDGET = 3
const BUDGET_WINDOW_MS = 3_600_000
/** Pause before the first attempt; each further one waits three times as long. */
const FIRST_PAUSE_MS = 10_000

/** A job that has failed for good, and what has been tried already. */
interface Fallen {
  readonly name: string
  readonly jobId: string
  readonly endedAt: number
}

/**
 * Starts jobs that ended as FAILED again from their newest checkpoint, with the text that ran: after a growing pause,
 * at most three times an hour. A job that was stopped or cancelled is left as somebody wanted it.
 */
export async function recoverFallen(control: JobControl, asked: Asked, now: number): Promise<void> {
  for (const fallen of await fallenJobs(control)) {
    const { name } = fallen
    const tried = control.journal
      .list({ limit: 20, object: name, kind: 'job.recover' })
      .filter(({ started_at }) => now - Date.parse(started_at) < BUDGET_WINDOW_MS)
    if (tried.some(({ details }) => details.left_alone === fallen.jobId)) continue
    if (tried.length >= BUDGET)
      leaveAlone(control, fallen, asked, `has failed again after ${BUDGET} recoveries within an hour`)
    else if (now - fallen.endedAt >= FIRST_PAUSE_MS * 3 ** tried.length) await recover(control, fallen, asked)
  }
}

async function fallenJobs({ flink, records, root }: JobControl): Promise<Fallen[]> {
  const jobs = await flink.jobs()
  return jobNames(root).flatMap((name) => {
    const own = jobs.filter((job) => job.name === name).sort((a, b) => b['start-time'] - a['start-time'])
    const [last] = own
    if (last === undefined || own.some(({ state }) => !isTerminal(state)) || last.state !== 'FAILED') return []
    if (records.runs(name)[0]?.flink_job_id !== last.jid) return []
    return [{ name, jobId: last.jid, endedAt: last['end-time'] }]
  })
}

async function recover(control: JobControl, fallen: Fallen, asked: Asked): Promise<void> {
  const { name, jobId } = fallen
  const target = lastSpec(control, name)
  const from = await newestRestorePoint(control.flink, control.store, name, control.records)
  if (target === null || from === null)
    return leaveAlone(control, fallen, asked, 'has failed, and no state of it is left')
  const change: Change = { target, running: null, former: null, from, undo: false, proof: 'commits', lint: false }
  try {
    const begun = await undertake(control, name, asked, async () => ({
      kind: 'job.recover',
      would: `start again from ${from.kind} ${from.path}: job ${jobId} has failed`,
      details: { ...factsOf(change, null), failed_job_id: jobId },
      work: async (undertaking) => {
        const started = await carryOut(undertaking, change)
        return { summary: `${name} runs again as ${started.jobId}`, result: null }
      },
    }))
    await begun.done
  } catch (error) {
    // It is in the journal; the next look tries again while the budget lasts.
    control.progress(`${name}: not recovered: ${explain(error)}`)
  }
}

function leaveAlone(control: JobControl, { name, jobId }: Fallen, { actor, source, from }: Asked, why: string): void {
  const details = { asked_from: from, failed_job_id: jobId, left_alone: jobId }
  const operation = control.journal.begin({ kind: 'job.recover', object: name, actor, source, details })
  operation.end(
    'failed',
    `${name} ${why}: it is left alone`,
    `See its exceptions (npm run jobs -- show ${name}), correct the cause, then: npm run jobs -- start ${name}`,
  )
}
