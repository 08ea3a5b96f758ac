import type { TaskDefinition } from './definition.ts'
import type { StoredRun } from './store.ts'

/** What becomes of a run that waits. */
export type Verdict =
  | { readonly kind: 'begin' }
  | { readonly kind: 'wait'; readonly why: string }
  | { readonly kind: 'skip'; readonly why: string }

export interface Situation {
  /** Runs at work. */
  readonly running: readonly StoredRun[]
  /** Runs that wait and were asked for earlier than the one in question. */
  readonly ahead: readonly StoredRun[]
  /** The newest run of a task whose chain began before this chain did. */
  readonly newestBefore: (task: string, root: number) => StoredRun | null
}

/** Whether a waiting run may begin now, and if not, for what it waits or why it never will. */
export function admit(run: StoredRun, { running, ahead, newestBefore }: Situation): Verdict {
  for (const needed of run.definition.needs) {
    const newest = newestBefore(needed, run.root)
    if (newest === null) return { kind: 'skip', why: `needs ${needed}, which has never run` }
    if (newest.state === 'waiting' || newest.state === 'running') {
      return { kind: 'wait', why: `${needed} (run ${newest.id}) must succeed first` }
    }
    if (newest.state !== 'succeeded') {
      return { kind: 'skip', why: `needs ${needed}, whose run ${newest.id} ${ends[newest.state]}` }
    }
  }
  const same = running.filter(({ task }) => task === run.task)
  if (same.length >= run.definition.at_most) {
    const which = same.map(({ id }) => id).join(', ')
    const most = run.definition.at_most === 1 ? 'one run at a time' : `${run.definition.at_most} runs at a time`
    return { kind: 'wait', why: `run ${which} of it goes on: ${most}` }
  }
  // Of its own kind the older goes first; a heavy one ahead that can begin has begun before this was asked.
  const earlier = ahead.find(({ task }) => task === run.task)
  if (earlier !== undefined) return { kind: 'wait', why: `run ${earlier.id} of it was asked for earlier` }
  const heavy = run.definition.heavy ? running.find(({ definition }) => definition.heavy) : undefined
  if (heavy !== undefined)
    return { kind: 'wait', why: `${heavy.task} (run ${heavy.id}) goes on: one heavy task at a time` }
  return { kind: 'begin' }
}

const ends = {
  failed: 'failed',
  cancelled: 'was cancelled',
  interrupted: 'was interrupted',
  skipped: 'was skipped',
} as const

/** Steps of an earlier run that need not be done again: done, defined as before, and all they need too. */
export function reusableSteps(
  former: TaskDefinition,
  done: ReadonlySet<string>,
  definition: TaskDefinition,
): ReadonlySet<string> {
  const reusable = new Set<string>()
  const names = new Set(Object.keys(definition.steps))
  for (let found = true; found; ) {
    found = false
    for (const name of names) {
      const step = definition.steps[name]
      if (step === undefined || !done.has(name) || JSON.stringify(step) !== JSON.stringify(former.steps[name])) continue
      if (!step.needs.every((needed) => reusable.has(needed))) continue
      reusable.add(name)
      names.delete(name)
      found = true
    }
  }
  return reusable
}
