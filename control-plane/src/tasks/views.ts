import type { RunDetail, RunStep, RunSummary, TaskSummary, TaskTrigger } from '@lakehouse/contracts/api/tasks.ts'
import type { Condition, Retries, StepDefinition, TaskDefinition, Trigger } from './definition.ts'
import { inWords } from './duration.ts'
import { nextDue } from './schedule.ts'
import type { StoredRun, TaskStore } from './store.ts'
import { triggerKey } from './triggers.ts'

/** A run without what only this process needs. */
export function summaryOf({
  root: _root,
  definition: _definition,
  dropped_lines: _dropped,
  ...run
}: StoredRun): RunSummary {
  return run
}

export function detailOf(store: TaskStore, run: StoredRun): RunDetail {
  const attempts = Map.groupBy(store.attempts(run.id), ({ step }) => step)
  const steps = store.steps(run.id).map(({ name, state, next_try_at }): RunStep => {
    const step = run.definition.steps[name]
    const made = attempts.get(name) ?? []
    const retries: Retries = step?.retries ?? run.definition.retries
    return {
      name,
      what: step === undefined ? 'no longer known' : whatItDoes(step),
      needs: [...(step?.needs ?? [])],
      state,
      attempts: made.map(({ step: _step, ...attempt }) => attempt),
      attempts_left: Math.max(0, retries.times + 1 - made.length),
      next_try_at,
    }
  })
  return { ...summaryOf(run), steps, server_now: new Date().toISOString() }
}

export interface TaskContext {
  readonly store: TaskStore
  readonly paused: ReadonlySet<string>
  readonly active: readonly StoredRun[]
  readonly ended: ReadonlyMap<string, StoredRun>
}

export function taskSummaryOf(name: string, task: TaskDefinition, context: TaskContext): TaskSummary {
  const triggers = task.triggers.map((trigger) => triggerOf(context.store, name, trigger))
  const paused = context.paused.has(name)
  const next = triggers.flatMap(({ next_at }) => next_at ?? []).sort()
  const last = context.ended.get(name)
  return {
    name,
    about: task.about,
    heavy: task.heavy,
    at_most: task.at_most,
    needs: [...task.needs],
    parameters: task.parameters,
    steps: Object.entries(task.steps).map(([step, one]) => ({
      name: step,
      what: whatItDoes(one),
      needs: [...one.needs],
    })),
    triggers,
    paused,
    next_at: paused ? null : (next[0] ?? null),
    active: context.active.filter((run) => run.task === name).map(summaryOf),
    last: last === undefined ? null : summaryOf(last),
  }
}

function whatItDoes({ command, sql, maintain }: StepDefinition): string {
  if (command !== undefined) return command.join(' ')
  if (sql !== undefined) return `Trino: ${sql}`
  const actions = maintain?.actions?.join(', ') ?? 'what the maintenance policy asks for'
  return `${actions}, ${maintain?.table === 'all' ? 'all tables' : maintain?.table}`
}

function triggerOf(store: TaskStore, task: string, trigger: Trigger): TaskTrigger {
  const { seen, seen_at } = store.trigger(task, triggerKey(trigger))
  if ('cron' in trigger) {
    const next = nextDue(trigger, Date.now())
    const missed = trigger.missed === 'once' ? 'missed times run once' : 'missed times are left out'
    const only = trigger.if === undefined ? '' : `, if there is ${conditionInWords(trigger.if)}`
    return {
      kind: 'schedule',
      text: `${trigger.cron} (${trigger.time_zone})${only}; ${missed}`,
      next_at: next === null ? null : new Date(next).toISOString(),
      seen,
      seen_at,
    }
  }
  if ('after' in trigger) {
    const outcome = trigger.outcome === 'any' ? 'ended' : trigger.outcome
    return { kind: 'after', text: `after ${trigger.after} ${outcome}`, next_at: null, seen: null, seen_at: null }
  }
  const text = `when there is ${conditionInWords(trigger.when)}; looked at every ${inWords(trigger.every)}`
  return { kind: 'condition', text, next_at: null, seen, seen_at }
}

function conditionInWords({ new_commits, no_commits, maintenance_due }: Condition): string {
  const parts = [
    new_commits && `a commit to ${tables(new_commits)} since the last success`,
    no_commits && `no commit to ${tables(no_commits.tables)} for ${inWords(no_commits.for)}`,
    maintenance_due && 'a table past a threshold of the maintenance policy',
  ]
  return parts.filter((part) => part !== undefined).join(' and ')
}

function tables(names: readonly string[]): string {
  return names.length === 1 ? String(names[0]) : `any of ${names.length} tables`
}
