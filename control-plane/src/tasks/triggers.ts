import { explain } from '../errors.ts'
import type { Look, LookAt } from './conditions.ts'
import type { Schedule, TaskDefinition, Trigger, Watch } from './definition.ts'
import { dueAt } from './schedule.ts'
import type { TaskStore, TriggerState } from './store.ts'

/** A run that a trigger asks for. */
export interface Wanted {
  readonly task: string
  readonly cause: 'schedule' | 'condition'
  readonly because: string
  readonly mark: string | null
}

export interface TriggersOf {
  readonly task: string
  readonly definition: TaskDefinition
  /** Its triggers sleep: due times pass without a run. */
  readonly paused: boolean
  /** A run of it that waits or goes on, if any. */
  readonly active: number | null
  readonly waiting: number | null
  /** When its newest run ended, milliseconds since 1970. */
  readonly lastEnd: number | null
}

/** Looks at the triggers of tasks and says which runs they ask for. */
export class Triggers {
  readonly #store: TaskStore
  readonly #lookAt: LookAt
  /** Triggers being looked at: a slow answer delays only its own trigger. */
  readonly #looking = new Set<string>()
  /** A clock that jumped, newest word of it. */
  clockNote: string | null = null

  constructor(store: TaskStore, lookAt: LookAt) {
    this.#store = store
    this.#lookAt = lookAt
  }

  /** Looks at each trigger of the task that is to be looked at now, and hands `ask` the runs that come of it. */
  async look(of: TriggersOf, now: number, ask: (wanted: Wanted) => void): Promise<void> {
    await Promise.all(
      of.definition.triggers.map(async (trigger) => {
        const key = `${of.task} ${triggerKey(trigger)}`
        if (this.#looking.has(key)) return
        this.#looking.add(key)
        try {
          if ('cron' in trigger) await this.#schedule(of, trigger, now, ask)
          else if ('when' in trigger) await this.#watch(of, trigger, now, ask)
        } finally {
          this.#looking.delete(key)
        }
      }),
    )
  }

  async #schedule(of: TriggersOf, schedule: Schedule, now: number, ask: (wanted: Wanted) => void): Promise<void> {
    const key = triggerKey(schedule)
    const state = this.#store.trigger(of.task, key)
    const due = dueAt(schedule, state.settled, now)
    if (due.note !== null && due.at === null && due.settled < (state.settled ?? 0)) this.clockNote = due.note
    if (due.settled === state.settled && due.at === null) return
    const tell = (seen: string | null) => {
      this.#store.setTrigger(of.task, key, { ...state, settled: due.settled, ...said(seen, now) })
    }
    // Settled before anything is looked at: a due time is answered once even if this process dies in between.
    tell(due.note ?? state.seen)
    if (due.at === null) return
    if (of.paused) return tell('paused when it was due')
    if (of.waiting !== null) return tell(`run ${of.waiting} still waited when it was due`)
    const when = `${new Date(due.at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
    const because = due.late ? `was due at ${when}, when no control plane ran` : `due at ${when}`
    if (schedule.if === undefined) {
      tell(because)
      return ask({ task: of.task, cause: 'schedule', because, mark: null })
    }
    const look = await this.#lookSafely(schedule.if, of.task)
    tell(look.seen)
    if (look.holds) ask({ task: of.task, cause: 'schedule', because: `${because}; ${look.seen}`, mark: look.mark })
  }

  async #watch(of: TriggersOf, watch: Watch, now: number, ask: (wanted: Wanted) => void): Promise<void> {
    const key = triggerKey(watch)
    const state = this.#store.trigger(of.task, key)
    const seenAt = state.seen_at === null ? null : Date.parse(state.seen_at)
    if (seenAt !== null && now >= seenAt && now < seenAt + watch.every) return
    const look = await this.#lookSafely(watch.when, of.task)
    // What could not be looked at has neither begun nor ended.
    const answered = state.answered && (look.failed || (look.once && look.holds))
    const wanted =
      look.holds &&
      !answered &&
      !of.paused &&
      of.active === null &&
      (of.lastEnd === null || now >= of.lastEnd + watch.rest)
    const next: TriggerState = { ...state, ...said(look.seen, now), answered: answered || (wanted && look.once) }
    this.#store.setTrigger(of.task, key, next)
    if (wanted) ask({ task: of.task, cause: 'condition', because: look.seen, mark: look.mark })
  }

  /** A condition that cannot be looked at does not hold, and says why. */
  async #lookSafely(condition: Watch['when'], task: string): Promise<Look & { readonly failed: boolean }> {
    try {
      return { ...(await this.#lookAt(condition, this.#store.lastMark(task))), failed: false }
    } catch (error) {
      return { holds: false, seen: `could not be looked at: ${explain(error)}`, mark: null, once: false, failed: true }
    }
  }
}

/** What tells a trigger from others of its task, and from itself once it is changed. */
export function triggerKey(trigger: Trigger): string {
  return JSON.stringify(trigger)
}

function said(seen: string | null, now: number): Pick<TriggerState, 'seen' | 'seen_at'> {
  return { seen, seen_at: new Date(now).toISOString() }
}
