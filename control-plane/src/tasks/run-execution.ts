import type { StepState } from '@lakehouse/contracts/api/tasks.ts'
import { explain } from '../errors.ts'
import { backOff } from './back-off.ts'
import type { Retries, StepDefinition } from './definition.ts'
import { inWords } from './duration.ts'
import { type Cancelled, Stopping, TimedOut } from './endings.ts'
import { RunLog } from './run-log.ts'
import type { AttemptKey, StepExecutor } from './steps/step-work.ts'
import type { StoredRun, TaskStore } from './store.ts'

export interface RunEnd {
  readonly state: 'succeeded' | 'failed' | 'cancelled' | 'interrupted'
  readonly summary: string
}

type Settled = {
  readonly state: Extract<StepState, 'succeeded' | 'reused' | 'failed' | 'cancelled' | 'interrupted' | 'skipped'>
  readonly detail: string | null
}

/**
 * One run at work: its steps in the order of their needs, those that need none of each other side by side, each
 * attempt with its time limit, failures tried again after a growing wait.
 */
export class RunExecution {
  readonly #store: TaskStore
  readonly #run: StoredRun
  readonly #execute: StepExecutor
  readonly #ending = new AbortController()
  readonly #log: RunLog
  readonly #settled = new Map<string, Promise<Settled>>()

  constructor(store: TaskStore, run: StoredRun, execute: StepExecutor) {
    this.#store = store
    this.#run = run
    this.#execute = execute
    this.#log = new RunLog(store, run.id)
  }

  /** Makes it end; `work` then resolves once everything it had begun has ended. */
  end(reason: Cancelled | Stopping): void {
    this.#ending.abort(reason)
  }

  /** Does all steps. Never rejects for what a step does wrong: that is the run's outcome. */
  async work(): Promise<RunEnd> {
    const { id, definition } = this.#run
    for (const { name, state } of this.#store.steps(id)) {
      if (state === 'reused') this.#settled.set(name, Promise.resolve({ state, detail: null }))
    }
    const names = Object.keys(definition.steps)
    const ends = await Promise.all(names.map((name) => this.#step(name)))
    this.#log.flush()
    return this.#outcome(names.map((name, index) => ({ name, ...(ends[index] as Settled) })))
  }

  #outcome(steps: readonly ({ readonly name: string } & Settled)[]): RunEnd {
    if (this.#ending.signal.reason instanceof Stopping) {
      return { state: 'interrupted', summary: this.#ending.signal.reason.message }
    }
    const failed = steps.find(({ state }) => state === 'failed')
    if (failed !== undefined) return { state: 'failed', summary: `${failed.name}: ${failed.detail}` }
    if (steps.some(({ state }) => state === 'cancelled')) {
      return { state: 'cancelled', summary: explain(this.#ending.signal.reason) }
    }
    const last = steps.findLast(({ detail }) => detail !== null)
    return { state: 'succeeded', summary: last?.detail ?? `${steps.length} step${steps.length === 1 ? '' : 's'} done` }
  }

  /** Settles once, however many steps need it. The definition was checked to hold no circle. */
  #step(name: string): Promise<Settled> {
    const known = this.#settled.get(name)
    if (known !== undefined) return known
    const settled = this.#afterNeeds(name).catch((error): Settled => ({ state: 'failed', detail: explain(error) }))
    this.#settled.set(name, settled)
    return settled
  }

  async #afterNeeds(name: string): Promise<Settled> {
    const step = this.#run.definition.steps[name]
    if (step === undefined) throw new Error(`run ${this.#run.id} has no step "${name}"`)
    const needs = await Promise.all(step.needs.map((needed) => this.#step(needed)))
    const settled = this.#ending.signal.aborted
      ? this.#ended(null)
      : needs.every(({ state }) => state === 'succeeded' || state === 'reused')
        ? await this.#attempts(name, step)
        : { state: 'skipped' as const, detail: null }
    this.#store.setStep(this.#run.id, name, settled.state)
    return settled
  }

  #ended(detail: string | null): Settled {
    return { state: this.#ending.signal.reason instanceof Stopping ? 'interrupted' : 'cancelled', detail }
  }

  async #attempts(name: string, step: StepDefinition): Promise<Settled> {
    const { id, definition } = this.#run
    const retries: Retries = step.retries ?? definition.retries
    const timeout = step.timeout ?? definition.timeout
    for (let attempt = 1; ; attempt += 1) {
      const key = { run: id, step: name, attempt }
      this.#store.setStep(id, name, 'running')
      this.#store.beginAttempt(id, name, attempt)
      try {
        const detail = await this.#attempt(key, step, timeout)
        this.#store.endAttempt(key, 'succeeded', detail)
        return { state: 'succeeded', detail }
      } catch (error) {
        const detail = explain(error)
        this.#log.add(key, 'note', detail)
        this.#log.flush()
        if (this.#ending.signal.aborted) {
          const ended = this.#ended(detail)
          this.#store.endAttempt(key, ended.state === 'interrupted' ? 'interrupted' : 'cancelled', detail)
          return ended
        }
        this.#store.endAttempt(key, 'failed', detail)
        if (attempt > retries.times) return { state: 'failed', detail }
      }
      const waitMs = backOff(retries, attempt)
      this.#store.setStep(id, name, 'retrying', new Date(Date.now() + waitMs).toISOString())
      this.#log.add(key, 'note', `attempt ${attempt + 1} of ${retries.times + 1} in ${inWords(waitMs)}`)
      this.#log.flush()
      if (!(await rested(waitMs, this.#ending.signal))) return this.#ended(explain(this.#ending.signal.reason))
    }
  }

  async #attempt(key: AttemptKey, step: StepDefinition, timeout: number): Promise<string | null> {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new TimedOut(`did not end within ${inWords(timeout)}`)), timeout)
    const signal = AbortSignal.any([this.#ending.signal, late.signal])
    const { task, parameters } = this.#run
    try {
      const log = (stream: 'out' | 'err' | 'note', text: string) => this.#log.add(key, stream, text)
      return await this.#execute({ key, task, step, parameters, signal, log })
    } finally {
      clearTimeout(timer)
      this.#log.flush()
    }
  }
}

/** Waits; gives false as soon as `signal` fires. */
function rested(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve(false)
      return
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve(true)
    }, ms)
    const stop = () => {
      clearTimeout(timer)
      resolve(false)
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}
