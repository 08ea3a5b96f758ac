import type { StoredRun, TaskStore } from './store.ts'

/** A run cut off this often with its control plane is left: it may be what brings it down. */
const MOST_INTERRUPTIONS = 3

export interface Recovered {
  readonly run: StoredRun
  /** Whether its policy asks for another run with the steps it has not finished. */
  readonly goOn: boolean
}

/**
 * Writes down that runs were cut off: those still marked as running although nobody runs them. `lastSign` is when their
 * control plane last said that it lived, `note` what was found of them.
 */
export function recordInterrupted(store: TaskStore, lastSign: string, note: string): Recovered[] {
  const cut = store.activeRuns().filter(({ state }) => state === 'running')
  return cut.map((run) => {
    const endedAt = later(later(run.started_at ?? lastSign, store.lastWord(run.id) ?? lastSign), lastSign)
    for (const { step, attempt, started_at, outcome } of store.attempts(run.id)) {
      if (outcome !== null) continue
      const key = { run: run.id, step, attempt }
      store.endAttempt(key, 'interrupted', 'its control plane ended', later(started_at, endedAt))
    }
    for (const { name, state } of store.steps(run.id)) {
      if (state === 'running' || state === 'retrying') store.setStep(run.id, name, 'interrupted')
      else if (state === 'waiting') store.setStep(run.id, name, 'skipped')
    }
    const interruptions = 1 + earlierInterruptions(store, run)
    const goOn = run.definition.interrupted === 'retry' && interruptions < MOST_INTERRUPTIONS
    const policy = goOn
      ? 'another run goes on with its unfinished steps'
      : run.definition.interrupted === 'leave'
        ? 'left as it is, by its policy'
        : `left as it is after ${interruptions} interruptions`
    store.setRun(run.id, {
      state: 'interrupted',
      endedAt,
      summary: `its control plane ended while it ran; ${note}${policy}`,
    })
    return { run, goOn }
  })
}

function earlierInterruptions(store: TaskStore, { retry_of }: StoredRun): number {
  let count = 0
  for (let id = retry_of; id !== null; ) {
    const former = store.run(id)
    if (former?.state === 'interrupted') count += 1
    id = former?.retry_of ?? null
  }
  return count
}

/** Of two instants in UTC, written alike, the later one. */
function later(a: string, b: string): string {
  return a.localeCompare(b) > 0 ? a : b
}
