import type { ParameterValues, RunCause } from '@lakehouse/contracts/api/tasks.ts'
import { explain, Failure, NotFound, UserError } from '../errors.ts'
import { admit, reusableSteps } from './admission.ts'
import type { LookAt } from './conditions.ts'
import type { TaskDefinition, TaskDefinitions } from './definition.ts'
import { Cancelled, Stopping } from './endings.ts'
import { completeParameters } from './parameters.ts'
import { recordInterrupted } from './recovery.ts'
import { RunExecution } from './run-execution.ts'
import type { SchedulerLock } from './scheduler-lock.ts'
import type { StepExecutor } from './steps/step-work.ts'
import type { StoredRun, TaskStore } from './store.ts'
import { Triggers, type Wanted } from './triggers.ts'

const TICK_MS = 1_000
const SIGN_OF_LIFE_MS = 5_000
const TIDY_MS = 60 * 60_000
/** Runs of one task that may wait; more are refused, for somebody or something asks without end. */
const MOST_WAITING = 10
/** Ended runs that are kept of each task, with their logs. */
const KEPT_RUNS = 200
/** How long a stop waits for steps to end by themselves before their processes are killed. */
const STOP_MS = 3_000

export interface EngineParts {
  readonly store: TaskStore
  readonly lock: SchedulerLock
  readonly definitions: () => TaskDefinitions
  readonly execute: StepExecutor
  readonly lookAt: LookAt
  /** Ends what a control plane that died left running, and says in words what there was; '' when nothing. */
  readonly endOrphans: () => Promise<string>
  /** What went wrong that no run tells. */
  readonly warn: (message: string) => void
}

interface Request {
  readonly task: string
  readonly definition: TaskDefinition
  readonly cause: RunCause
  readonly because: string
  readonly actor: string
  readonly parameters: ParameterValues
  readonly mark?: string | null
  readonly retry?: { readonly of: number; readonly reused: ReadonlySet<string> }
}

/**
 * Runs tasks: makes runs when triggers or people ask, begins each when nothing stands in its way, and keeps all of it
 * in SQLite before it happens, so that a killed control plane can be followed by another that knows what was cut off.
 */
export class TaskEngine {
  readonly #parts: EngineParts
  readonly #store: TaskStore
  readonly #triggers: Triggers
  readonly #executions = new Map<number, { readonly execution: RunExecution; readonly done: Promise<void> }>()
  #timer: NodeJS.Timeout | undefined
  #state: 'elsewhere' | 'recovering' | 'running' | 'stopped' = 'elsewhere'
  #alive = 0
  #tidied = 0

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#store = parts.store
    this.#triggers = new Triggers(parts.store, parts.lookAt)
  }

  /** Begins to run tasks, now or once the process that runs them has ended. */
  start(): void {
    const tick = () => this.tick().catch((error) => this.#parts.warn(`tasks: ${explain(error)}`))
    this.#timer = setInterval(tick, TICK_MS)
    void tick()
  }

  /** Whether this process runs the tasks of its stack. */
  get running(): boolean {
    return this.#state === 'running'
  }

  get clockNote(): string | null {
    return this.#triggers.clockNote
  }

  /** One look at everything; resolves when each trigger has been looked at. */
  async tick(): Promise<void> {
    if (this.#state === 'elsewhere' && this.#parts.lock.take()) await this.#takeOver()
    if (this.#state !== 'running') return
    const now = Date.now()
    // A clock that goes back makes both overdue, which does no harm.
    if (Math.abs(now - this.#alive) >= SIGN_OF_LIFE_MS) {
      this.#store.beAlive()
      this.#alive = now
    }
    if (Math.abs(now - this.#tidied) >= TIDY_MS) {
      this.#store.prune(KEPT_RUNS)
      this.#tidied = now
    }
    this.#dispatch()
    await this.#lookAtTriggers(now)
  }

  /** Ends what runs; it is interrupted, and dealt with at the next start. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    const wasRunning = this.#state === 'running'
    this.#state = 'stopped'
    for (const { execution } of this.#executions.values()) execution.end(new Stopping())
    const all = Promise.all([...this.#executions.values()].map(({ done }) => done))
    let timer: NodeJS.Timeout | undefined
    await Promise.race([all, new Promise((resolve) => (timer = setTimeout(resolve, STOP_MS)))])
    clearTimeout(timer)
    if (wasRunning && this.#executions.size > 0) {
      await this.#parts.endOrphans()
      await all
    }
    this.#parts.lock.release()
  }

  /**
   * Makes a run of a task, asked for by a person.
   * @throws {UserError} for an unknown task or wrong parameters. @throws {Failure} when another process runs tasks.
   */
  async runNow(task: string, given: ParameterValues, actor: string): Promise<StoredRun> {
    this.#mustRun()
    const definition = this.#definition(task)
    const parameters = completeParameters(definition.parameters, given)
    const mark = await this.#markFor(task, definition)
    return this.#ask({ task, definition, cause: 'manual', because: `asked for by ${actor}`, actor, parameters, mark })
  }

  /** Ends a run that waits or goes on. What it gives may still be ending. @throws {UserError} when it has ended. */
  cancel(id: number, actor: string): StoredRun {
    this.#mustRun()
    const run = this.#existing(id)
    if (run.state === 'waiting') {
      this.#end(run, 'cancelled', `cancelled by ${actor} before it began`)
    } else if (run.state === 'running') {
      this.#executions.get(id)?.execution.end(new Cancelled(actor))
    } else {
      throw new UserError(`run ${id} of ${run.task} has ended already (${run.state})`, 'There is nothing to cancel.')
    }
    return this.#existing(id)
  }

  /**
   * Makes a run that takes over the finished steps of one that did not succeed and does the others.
   * @throws {UserError} when that run goes on, succeeded, or its task is no longer defined.
   */
  retry(id: number, actor: string): StoredRun {
    this.#mustRun()
    const run = this.#existing(id)
    if (run.state === 'waiting' || run.state === 'running') {
      throw new UserError(`run ${id} of ${run.task} has not ended`, 'Wait for its end, or cancel it first.')
    }
    if (run.state === 'succeeded') {
      throw new UserError(`run ${id} of ${run.task} succeeded`, `To do it all again, run ${run.task}.`)
    }
    return this.#retry(run, 'retry', `retry of run ${id}, asked for by ${actor}`, actor)
  }

  /** Lets a task's triggers sleep, or wakes them. @throws {UserError} for an unknown task. */
  pause(task: string, paused: boolean): void {
    this.#mustRun()
    this.#definition(task)
    this.#store.setPaused(task, paused)
  }

  async #takeOver(): Promise<void> {
    this.#state = 'recovering'
    const former = this.#store.scheduler()
    let orphans: string
    try {
      orphans = await this.#parts.endOrphans()
    } catch (error) {
      // Nothing may run beside what an earlier control plane started: tried again at the next tick.
      if (this.#state === 'recovering') this.#state = 'elsewhere'
      throw error
    }
    const note = orphans === '' ? '' : `${orphans}; `
    const cut = recordInterrupted(this.#store, former?.alive_at ?? new Date().toISOString(), note)
    this.#store.beScheduler()
    // Stopped meanwhile: what was cut off is written down, and the next to start goes on.
    if (this.#state !== 'recovering') return
    this.#state = 'running'
    for (const { run, goOn } of cut) {
      if (!goOn) continue
      try {
        this.#retry(run, 'recovery', `run ${run.id} was interrupted`, 'scheduler')
      } catch (error) {
        this.#parts.warn(`run ${run.id} of ${run.task} is not gone on with: ${explain(error)}`)
      }
    }
  }

  async #lookAtTriggers(now: number): Promise<void> {
    const active = this.#store.activeRuns()
    const paused = this.#store.paused()
    const ended = this.#store.newestEnded()
    await Promise.all(
      Object.entries(this.#parts.definitions()).map(([task, definition]) => {
        const own = active.filter((run) => run.task === task)
        const lastEnd = ended.get(task)?.ended_at
        const of = {
          task,
          definition,
          paused: paused.has(task),
          active: own[0]?.id ?? null,
          waiting: own.find(({ state }) => state === 'waiting')?.id ?? null,
          lastEnd: lastEnd === null || lastEnd === undefined ? null : Date.parse(lastEnd),
        }
        return this.#triggers.look(of, now, (wanted) => this.#askFor(definition, wanted))
      }),
    )
  }

  #askFor(definition: TaskDefinition, { task, cause, because, mark }: Wanted): void {
    // A slow look may come back after a stop.
    if (this.#state !== 'running') return
    const parameters = completeParameters(definition.parameters, {})
    this.#ask({ task, definition, cause, because, actor: 'scheduler', parameters, mark })
  }

  #ask({ task, definition, cause, because, actor, parameters, mark = null, retry }: Request): StoredRun {
    const waiting = this.#store.activeRuns().filter((run) => run.task === task && run.state === 'waiting')
    if (waiting.length >= MOST_WAITING) {
      throw new UserError(
        `${waiting.length} runs of ${task} wait already`,
        `See for what: npm run tasks -- history ${task}. Cancel those that are not needed.`,
      )
    }
    const retryOf = retry?.of ?? null
    const reused = retry?.reused ?? new Set<string>()
    const id = this.#store.addRun({ task, definition, cause, because, actor, parameters, mark, retryOf, reused })
    this.#dispatch()
    return this.#existing(id)
  }

  #retry(run: StoredRun, cause: 'retry' | 'recovery', because: string, actor: string): StoredRun {
    const definition = this.#definition(run.task)
    const done = new Set(
      this.#store
        .steps(run.id)
        .flatMap(({ name, state }) => (state === 'succeeded' || state === 'reused' ? [name] : [])),
    )
    const known = Object.entries(run.parameters).filter(([name]) => Object.hasOwn(definition.parameters, name))
    const parameters = completeParameters(definition.parameters, Object.fromEntries(known))
    const same = JSON.stringify(parameters) === JSON.stringify(run.parameters)
    const reused = same ? reusableSteps(run.definition, done, definition) : new Set<string>()
    const retry = { of: run.id, reused }
    return this.#ask({ task: run.task, definition, cause, because, actor, parameters, retry })
  }

  /** Begins every run that nothing stands in the way of. */
  #dispatch(): void {
    if (this.#state !== 'running') return
    const active = this.#store.activeRuns()
    const running = active.filter(({ state }) => state === 'running')
    const ahead: StoredRun[] = []
    for (const run of active.filter(({ state }) => state === 'waiting')) {
      const newestBefore = (task: string, root: number) => this.#store.newestBefore(task, root)
      const verdict = admit(run, { running, ahead, newestBefore })
      if (verdict.kind === 'begin') {
        this.#begin(run)
        running.push(run)
      } else if (verdict.kind === 'skip') {
        this.#end(run, 'skipped', verdict.why)
      } else {
        if (run.waiting_for !== verdict.why) {
          this.#store.setRun(run.id, { state: 'waiting', waitingFor: verdict.why })
        }
        ahead.push(run)
      }
    }
  }

  #begin(run: StoredRun): void {
    this.#store.setRun(run.id, { state: 'running', startedAt: new Date().toISOString() })
    const execution = new RunExecution(this.#store, run, this.#parts.execute)
    const done = execution
      .work()
      .then(({ state, summary }) => {
        this.#executions.delete(run.id)
        // Interrupted by a stop: stays as running, so that the next start deals with it as with any that was cut off.
        if (state !== 'interrupted') this.#end(run, state, summary)
      })
      .catch((error) => {
        this.#executions.delete(run.id)
        this.#parts.warn(`run ${run.id} of ${run.task}: ${explain(error)}`)
        this.#end(run, 'failed', explain(error))
      })
      .then(() => this.#dispatch())
    this.#executions.set(run.id, { execution, done })
  }

  #end(run: StoredRun, state: 'succeeded' | 'failed' | 'cancelled' | 'skipped', summary: string): void {
    this.#store.setRun(run.id, { state, endedAt: new Date().toISOString(), summary })
    if (state === 'skipped' || state === 'cancelled') {
      for (const { name, state: step } of this.#store.steps(run.id)) {
        if (step === 'waiting') this.#store.setStep(run.id, name, state)
      }
    }
    if (this.#state !== 'running') return
    const paused = this.#store.paused()
    for (const [task, definition] of Object.entries(this.#parts.definitions())) {
      const follows = definition.triggers.some(
        (trigger) =>
          'after' in trigger && trigger.after === run.task && (trigger.outcome === state || trigger.outcome === 'any'),
      )
      if (!follows || paused.has(task)) continue
      const because = `${run.task} (run ${run.id}) ${state}`
      const parameters = completeParameters(definition.parameters, {})
      this.#ask({ task, definition, cause: 'after', because, actor: 'scheduler', parameters })
    }
  }

  /** What the conditions of its triggers would see now, so that a run by hand counts as their answer too. */
  async #markFor(task: string, { triggers }: TaskDefinition): Promise<string | null> {
    for (const trigger of triggers) {
      const condition = 'cron' in trigger ? trigger.if : 'when' in trigger ? trigger.when : undefined
      if (condition?.new_commits === undefined) continue
      try {
        return (await this.#parts.lookAt({ new_commits: condition.new_commits }, this.#store.lastMark(task))).mark
      } catch (error) {
        this.#parts.warn(`what is new for ${task} is not known: ${explain(error)}`)
      }
    }
    return null
  }

  #definition(task: string): TaskDefinition {
    const all = this.#parts.definitions()
    const definition = Object.hasOwn(all, task) ? all[task] : undefined
    if (definition !== undefined) return definition
    throw new NotFound(`there is no task "${task}"`, `Tasks: ${Object.keys(all).join(', ')}.`)
  }

  #existing(id: number): StoredRun {
    const run = this.#store.run(id)
    if (run !== null) return run
    throw new NotFound(`there is no run ${id}`, 'See which there are: npm run tasks -- history')
  }

  #mustRun(): void {
    if (this.#state === 'running') return
    const other = this.#store.scheduler()
    const holder = other === null ? 'another process' : `process ${other.pid}`
    throw new Failure(
      this.#state === 'elsewhere'
        ? `tasks of this stack are run by ${holder}, not by this control plane`
        : 'this control plane is starting or stopping and runs no tasks at the moment',
      'Ask the other control plane, or try again in a few seconds.',
    )
  }
}
