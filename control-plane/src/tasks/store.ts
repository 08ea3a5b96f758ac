import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import {
  type LogLine,
  logLine,
  type ParameterValues,
  type RunCause,
  type RunState,
  type RunSummary,
  runSummary,
  type StepAttempt,
  type StepState,
  stepAttempt,
  stepStates,
} from '@lakehouse/contracts/api/tasks.ts'
import { z } from 'zod'
import { openDatabase } from '../lib/database.ts'
import type { TaskDefinition } from './definition.ts'

export interface NewRun {
  readonly task: string
  readonly cause: RunCause
  readonly because: string
  readonly actor: string
  readonly parameters: ParameterValues
  readonly definition: TaskDefinition
  readonly retryOf: number | null
  readonly mark: string | null
  /** Steps that the run it retries has done already. */
  readonly reused: ReadonlySet<string>
}

/** A run as it is kept: with its definition, and the first run of its chain of retries. */
export interface StoredRun extends RunSummary {
  readonly root: number
  readonly definition: TaskDefinition
  readonly dropped_lines: number
}

export interface StoredStep {
  readonly name: string
  readonly state: StepState
  readonly next_try_at: string | null
}

export interface RunChange {
  readonly state: RunState
  readonly startedAt?: string
  readonly endedAt?: string
  readonly waitingFor?: string
  readonly summary?: string
}

/** What a trigger has seen; `settled` is a schedule's time up to which nothing is due any more. */
export interface TriggerState {
  readonly settled: number | null
  readonly seen: string | null
  readonly seen_at: string | null
  readonly answered: boolean
}

export type NewLine = Omit<LogLine, 'id'> & { readonly run: number }

const storedRow = runSummary.extend({ root: z.int(), definition: z.unknown(), dropped_lines: z.int() })
const stepRow = z.object({ name: z.string(), state: z.enum(stepStates), next_try_at: z.string().nullable() })
const attemptRow = stepAttempt.extend({ step: z.string() })
const schedulerRow = z.object({ pid: z.int(), since: z.string(), alive_at: z.string() })
const FRESH: TriggerState = { settled: null, seen: null, seen_at: null, answered: false }

type Parameters = Record<string, SQLInputValue>

/** Everything about tasks that outlives the process, in `LAKEHOUSE_HOME/control-plane/tasks.db`. */
export class TaskStore {
  readonly #database: DatabaseSync
  readonly #prepared = new Map<string, StatementSync>()

  constructor(home: string) {
    this.#database = openDatabase(join(home, 'control-plane', 'tasks.db'), sql('schema'))
  }

  addRun(run: NewRun): number {
    return this.#together(() => {
      const row = this.#statement('add_run').get({
        task: run.task,
        cause: run.cause,
        because: run.because,
        actor: run.actor,
        parameters: JSON.stringify(run.parameters),
        definition: JSON.stringify(run.definition),
        retry_of: run.retryOf,
        created_at: now(),
        mark: run.mark,
      })
      const id = Number(row?.id)
      this.#run('be_own_root', { id })
      for (const [position, name] of Object.keys(run.definition.steps).entries()) {
        this.#run('add_step', { run: id, name, position, state: run.reused.has(name) ? 'reused' : 'waiting' })
      }
      return id
    })
  }

  run(id: number): StoredRun | null {
    const row = this.#statement('read_run').get({ id })
    return row === undefined ? null : storedRun(row)
  }

  runs({ task = '', before = Number.MAX_SAFE_INTEGER, limit }: { task?: string; before?: number; limit: number }) {
    return this.#all('list_runs', { task, before, limit }).map(storedRun)
  }

  /** Runs that wait or go on, oldest first. */
  activeRuns(): StoredRun[] {
    return this.#all('active_runs').map(storedRun)
  }

  /** By task, its newest run that has ended. */
  newestEnded(): Map<string, StoredRun> {
    return new Map(
      this.#all('newest_ended')
        .map(storedRun)
        .map((run) => [run.task, run]),
    )
  }

  /** The newest run of `task` whose chain began before the chain `root` did. */
  newestBefore(task: string, root: number): StoredRun | null {
    const row = this.#statement('newest_of_task').get({ task, before: root })
    return row === undefined ? null : storedRun(row)
  }

  /** What the condition of the newest successful run had seen. */
  lastMark(task: string): string | null {
    const mark = this.#statement('last_mark').get({ task })?.mark
    return mark === undefined ? null : String(mark)
  }

  /** The start is kept once it is known; the rest becomes what `change` says. */
  setRun(id: number, { state, startedAt, endedAt, waitingFor, summary }: RunChange): void {
    this.#run('set_run', {
      id,
      state,
      started_at: startedAt ?? null,
      ended_at: endedAt ?? null,
      waiting_for: waitingFor ?? null,
      summary: summary ?? null,
    })
  }

  steps(run: number): StoredStep[] {
    return this.#all('read_steps', { run }).map((row) => stepRow.parse(row))
  }

  setStep(run: number, name: string, state: StepState, nextTryAt: string | null = null): void {
    this.#run('set_step', { run, name, state, next_try_at: nextTryAt })
  }

  attempts(run: number): (StepAttempt & { readonly step: string })[] {
    return this.#all('read_attempts', { run }).map((row) => attemptRow.parse(row))
  }

  beginAttempt(run: number, step: string, attempt: number): void {
    this.#run('add_attempt', { run, step, attempt, started_at: now() })
  }

  endAttempt(
    key: { readonly run: number; readonly step: string; readonly attempt: number },
    outcome: NonNullable<StepAttempt['outcome']>,
    detail: string | null,
    endedAt = now(),
  ): void {
    this.#run('end_attempt', { ...key, outcome, detail, ended_at: endedAt })
  }

  /** Keeps lines of one run; gives the number of the last. */
  addLines(lines: readonly NewLine[]): number {
    return this.#together(() => {
      let last = 0
      for (const line of lines) last = Number(this.#run('add_line', { ...line }).lastInsertRowid)
      return last
    })
  }

  log(run: number, after: number, limit: number): LogLine[] {
    return this.#all('read_log', { run, after, limit }).map((row) => logLine.parse(row))
  }

  /** When a run last printed anything; null when it never did. */
  lastWord(run: number): string | null {
    const at = this.#statement('last_word').get({ run })?.at
    return at === null || at === undefined ? null : String(at)
  }

  /** Drops what stands after line `head`, but for the newest `keep` bytes. */
  dropLines(run: number, head: number, keep: number): void {
    this.#together(() => {
      const { changes } = this.#run('drop_lines', { run, head, keep })
      this.#run('count_dropped', { id: run, count: Number(changes) })
    })
  }

  /** Forgets all but the newest `keep` ended runs of each task. */
  prune(keep: number): void {
    this.#run('prune', { keep })
  }

  trigger(task: string, definition: string): TriggerState {
    const row = this.#statement('read_trigger').get({ task, definition })
    if (row === undefined) return FRESH
    return {
      settled: row.settled === null ? null : Number(row.settled),
      seen: row.seen === null ? null : String(row.seen),
      seen_at: row.seen_at === null ? null : String(row.seen_at),
      answered: row.answered === 1,
    }
  }

  setTrigger(task: string, definition: string, state: TriggerState): void {
    this.#run('set_trigger', { task, definition, ...state, answered: state.answered ? 1 : 0 })
  }

  paused(): ReadonlySet<string> {
    return new Set(this.#all('read_paused').map(({ task }) => String(task)))
  }

  setPaused(task: string, paused: boolean): void {
    this.#run(paused ? 'pause' : 'resume', { task })
  }

  /** This process runs tasks from now on. */
  beScheduler(): void {
    this.#run('be_scheduler', { pid: process.pid, at: now() })
  }

  beAlive(): void {
    this.#run('be_alive', { at: now() })
  }

  /** The process that runs tasks, or ran them last. */
  scheduler(): { readonly pid: number; readonly since: string; readonly alive_at: string } | null {
    const row = this.#statement('read_scheduler').get()
    return row === undefined ? null : schedulerRow.parse(row)
  }

  close(): void {
    this.#database.close()
  }

  #statement(name: string): StatementSync {
    const known = this.#prepared.get(name)
    if (known !== undefined) return known
    const made = this.#database.prepare(sql(name))
    this.#prepared.set(name, made)
    return made
  }

  #run(name: string, parameters: Parameters) {
    return this.#statement(name).run(parameters)
  }

  #all(name: string, parameters: Parameters = {}): Record<string, SQLOutputValue>[] {
    return this.#statement(name).all(parameters)
  }

  /** All of it or nothing, in one write to the disk. */
  #together<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#database.exec('COMMIT')
      return result
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
  }
}

function storedRun(row: Record<string, SQLOutputValue>): StoredRun {
  const parsed = storedRow.parse({ ...row, parameters: JSON.parse(String(row.parameters)) })
  return { ...parsed, definition: JSON.parse(String(row.definition)) as TaskDefinition }
}

function sql(name: string): string {
  return readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8')
}

function now(): string {
  return new Date().toISOString()
}
