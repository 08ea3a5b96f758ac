import { resolve } from 'node:path'
import type {
  ParameterValues,
  RunDetail,
  RunList,
  RunLog,
  RunSummary,
  SchedulerState,
  TaskList,
} from '@lakehouse/contracts/api/tasks.ts'
import type { TrinoClient } from '../clients/trino.ts'
import { explain, NotFound } from '../errors.ts'
import { lookAtConditions, type Observable } from './conditions.ts'
import { TASKS_FILE } from './load-tasks.ts'
import { SchedulerLock } from './scheduler-lock.ts'
import { commandExecutor } from './steps/command.ts'
import { type Maintenance, maintenanceExecutor } from './steps/maintain.ts'
import { killTaskProcesses } from './steps/processes.ts'
import type { StepExecutor } from './steps/step-work.ts'
import { killTaskQueries, trinoSqlExecutor } from './steps/trino-sql.ts'
import { type StoredRun, TaskStore } from './store.ts'
import { TaskEngine } from './task-engine.ts'
import { TaskFile } from './task-file.ts'
import { detailOf, summaryOf, taskSummaryOf } from './views.ts'

/** Lines of a log that one answer holds at most. */
const LOG_LINES = 1_000

export interface TasksContext {
  readonly root: string
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** As the user who may maintain tables. */
  readonly trino: Pick<TrinoClient, 'pages' | 'query'>
  readonly observable: Omit<Observable, 'maintenanceDue'>
  readonly maintenance: Maintenance
  readonly warn: (message: string) => void
}

/** The tasks of a project: their definitions, their runs, and the engine that runs them. */
export class Tasks {
  readonly #file: TaskFile
  readonly #store: TaskStore
  readonly #engine: TaskEngine

  /** Nothing runs before `start`. @throws {UserError} naming file and line of every mistake in the definitions. */
  constructor({ root, home, env, trino, observable, maintenance, warn }: TasksContext) {
    this.#file = new TaskFile(root, resolve(root, env.LAKEHOUSE_TASKS || TASKS_FILE))
    this.#store = new TaskStore(home)
    this.#engine = new TaskEngine({
      store: this.#store,
      lock: new SchedulerLock(home),
      definitions: () => this.#file.definitions,
      execute: executorOf(root, home, trino, maintenance),
      lookAt: lookAtConditions({ ...observable, maintenanceDue: maintenance.due }),
      endOrphans: () => endOrphans(root, home, trino, this.#store, warn),
      warn,
    })
  }

  start(): void {
    this.#engine.start()
  }

  async stop(): Promise<void> {
    await this.#engine.stop()
    this.#store.close()
  }

  list(): TaskList {
    const active = this.#store.activeRuns()
    const context = { store: this.#store, paused: this.#store.paused(), active, ended: this.#store.newestEnded() }
    const tasks = Object.entries(this.#file.definitions).map(([name, task]) => taskSummaryOf(name, task, context))
    return { scheduler: this.#scheduler(), tasks, server_now: now() }
  }

  runs(wanted: { task?: string; before?: number; limit: number }): RunList {
    return { runs: this.#store.runs(wanted).map(summaryOf), server_now: now() }
  }

  run(id: number): RunDetail {
    return detailOf(this.#store, this.#stored(id))
  }

  log(id: number, after: number): RunLog {
    // Read before the lines: a run that ends in between is asked once more, instead of losing its last lines.
    const { ended_at, dropped_lines: dropped } = this.#stored(id)
    const lines = this.#store.log(id, after, LOG_LINES)
    const next = lines.at(-1)?.id ?? after
    return { lines, next, more: lines.length === LOG_LINES, ended: ended_at !== null, dropped, server_now: now() }
  }

  async runNow(task: string, parameters: ParameterValues, actor: string): Promise<RunSummary> {
    return summaryOf(await this.#engine.runNow(task, parameters, actor))
  }

  cancel(id: number, actor: string): RunSummary {
    return summaryOf(this.#engine.cancel(id, actor))
  }

  retry(id: number, actor: string): RunSummary {
    return summaryOf(this.#engine.retry(id, actor))
  }

  pause(task: string, paused: boolean): void {
    this.#engine.pause(task, paused)
  }

  #stored(id: number): StoredRun {
    const run = this.#store.run(id)
    if (run !== null) return run
    throw new NotFound(`there is no run ${id}`, 'See which there are: npm run tasks -- history')
  }

  #scheduler(): SchedulerState {
    const { running, clockNote } = this.#engine
    const holder = this.#store.scheduler()
    return {
      state: running ? 'running' : 'elsewhere',
      pid: holder?.pid ?? null,
      since: holder?.since ?? null,
      problem: this.#file.problem ?? clockNote,
    }
  }
}

function executorOf(
  root: string,
  home: string,
  trino: Pick<TrinoClient, 'pages'>,
  maintenance: Maintenance,
): StepExecutor {
  const command = commandExecutor(root, home)
  const sql = trinoSqlExecutor(root, home, trino)
  const maintain = maintenanceExecutor(maintenance)
  return (work) => {
    if (work.step.sql !== undefined) return sql(work)
    return work.step.maintain === undefined ? command(work) : maintain(work)
  }
}

async function endOrphans(
  root: string,
  home: string,
  trino: Pick<TrinoClient, 'query'>,
  store: TaskStore,
  warn: (message: string) => void,
): Promise<string> {
  const found: string[] = []
  const killed = await killTaskProcesses(home)
  if (killed.length > 0) found.push(`${killed.length} process${killed.length === 1 ? '' : 'es'} of it ended`)
  const inTrino = store.activeRuns().some(({ state, definition }) => {
    return state === 'running' && Object.values(definition.steps).some(({ sql }) => sql !== undefined)
  })
  if (inTrino) {
    try {
      const queries = await killTaskQueries(root, home, trino)
      if (queries.length > 0) found.push(`Trino queries ${queries.join(', ')} ended`)
    } catch (error) {
      // Trino itself drops a query that nobody asks about for 5 min.
      warn(`queries of interrupted tasks were not looked for in Trino: ${explain(error)}`)
    }
  }
  return found.join('; ')
}

function now(): string {
  return new Date().toISOString()
}
