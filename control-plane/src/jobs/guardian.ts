import { setTimeout as sleep } from 'node:timers/promises'
import { isLocked } from '../lib/process-lock.ts'
import { ToldOnce } from '../lib/told-once.ts'
import type { JobControl } from './job-control.ts'
import { jobLock, withJobLock } from './lock.ts'
import { recoverFallen } from './recover.ts'
import { resumeUnended } from './undertake.ts'
import type { Asked } from './undertaking.ts'

const EVERY_MS = 5_000

/** Brings what died half-way to its end, and starts what has failed again: from the control plane, all the time. */
export class JobGuardian {
  readonly #control: JobControl
  readonly #asked: Asked
  readonly #stop = new AbortController()
  readonly #attempts: ToldOnce

  constructor(control: JobControl, asked: Asked) {
    this.#control = control
    this.#asked = asked
    this.#attempts = new ToldOnce((problem) => control.progress(`cannot look after the jobs: ${problem}`))
  }

  /** Watches until `stop`. */
  async watch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.look(Date.now())
      await sleep(EVERY_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined)
    }
  }

  stop(): void {
    this.#stop.abort()
  }

  /** One look. A part of the stack that does not answer is told once and looked at again the next time. */
  async look(now: number): Promise<void> {
    await this.#attempts.attempt(async () => {
      await this.#resume()
      await recoverFallen(this.#control, this.#asked, now)
    })
  }

  async #resume(): Promise<void> {
    const { journal, home } = this.#control
    const unended = journal.list({ limit: 100, outcome: 'unended' }).filter(({ kind }) => kind.startsWith('job.'))
    for (const job of new Set(unended.map(({ object }) => object))) {
      // Locked: its process lives and works on it.
      if (isLocked(jobLock(home, job))) continue
      await withJobLock(home, job, 0, () => resumeUnended(this.#control, job))
    }
  }
}
