import type { MaintenanceAction, TableDetail, TableFiles, TableList } from '@lakehouse/contracts/api/tables.ts'
import type { JobControl } from '../jobs/job-control.ts'
import { BriefCache } from '../lib/brief-cache.ts'
import type { TablesContext } from './context.ts'
import { ddlOf, detailOf } from './detail.ts'
import { diffOf } from './diff.ts'
import { readFiles } from './files.ts'
import type { Asker, TableMaintenance } from './maintain.ts'
import { repartition } from './repartition.ts'
import { planRollback, rollback } from './rollback.ts'
import { rowsThen } from './rows-then.ts'
import { summaryOf } from './summaries.ts'
import { surgeThen } from './surge-then.ts'
import { calledAs } from './table-name.ts'
import { timelineOf } from './timeline.ts'
import { writingJobs } from './writing-jobs.ts'

/** Pages that poll share what was read within this time. */
const LIST_REUSE_MS = 2_000
/** Files and definitions are asked of Trino, so rarely. */
const TRINO_REUSE_MS = 10_000

/** What the API and the command line answer about tables. */
export class Tables {
  readonly #context: TablesContext
  readonly #maintenance: TableMaintenance
  readonly #control: JobControl
  readonly #list: BriefCache<TableList['tables']>
  readonly #files = new Map<string, BriefCache<Awaited<ReturnType<typeof readFiles>>>>()
  readonly #ddl = new Map<string, BriefCache<string>>()

  constructor(context: TablesContext, maintenance: TableMaintenance, control: JobControl) {
    this.#context = context
    this.#maintenance = maintenance
    this.#control = control
    this.#list = new BriefCache(LIST_REUSE_MS, () => this.#summaries())
  }

  async list(): Promise<TableList> {
    return { tables: [...(await this.#list.get())], server_now: new Date().toISOString() }
  }

  async detail(called: string): Promise<TableDetail> {
    const observed = await this.#maintenance.observe(called)
    const { table } = observed.loaded
    // Trino may be away while the rest is known.
    const ddl = await this.#cached(this.#ddl, called, () => ddlOf(this.#context, observed.loaded)).catch(() => null)
    const jobs = writingJobs(this.#context.root, this.#control.variables, table).map(({ name }) => name)
    return detailOf(this.#context, observed, jobs, ddl)
  }

  async files(called: string): Promise<TableFiles> {
    await this.#context.catalog.find(called)
    const files = await this.#cached(this.#files, called, async () =>
      readFiles(this.#context, await this.#context.catalog.load(called)),
    )
    const parts = files.parts.map(({ small_file_bytes: _, ...part }) => part)
    return { ...files, parts, server_now: new Date().toISOString() }
  }

  async snapshots(called: string, limit: number) {
    return timelineOf(await this.#maintenance.observe(called), limit)
  }

  async diff(called: string, from: string, to: string, limit: number) {
    return diffOf(this.#context, await this.#context.catalog.load(called), from, to, limit)
  }

  async preview(called: string, snapshot: string | undefined, limit: number) {
    return rowsThen(this.#context, await this.#context.catalog.load(called), snapshot, limit)
  }

  plan(called: string) {
    return this.#maintenance.plan(called)
  }

  surgeThen(moment: Date) {
    return surgeThen(this.#context, moment)
  }

  /**
   * Begins maintenance and gives its operation as soon as it is on record, null when nothing is due.
   * @throws {UserError} when the table is being maintained already.
   */
  beginMaintenance(called: string, asker: Asker, actions?: readonly MaintenanceAction[]): Promise<number | null> {
    return new Promise((resolve, reject) => {
      // What fails after the beginning is in the journal; the page follows it there.
      this.#maintenance
        .maintainTable(called, asker, actions, resolve)
        .then(({ operation }) => resolve(operation), reject)
    })
  }

  planRollback(called: string, snapshot: string) {
    return planRollback(this.#context, this.#control, called, snapshot)
  }

  /** Begins a rollback and gives its operation. @throws {NotFound} @throws {UserError} before anything is touched. */
  beginRollback(called: string, snapshot: string, asker: Asker): Promise<number> {
    return new Promise((resolve, reject) => {
      rollback(this.#context, this.#control, called, snapshot, asker, resolve).then(resolve, reject)
    })
  }

  /** Begins a change of layout and gives its operation. @throws {NotFound} @throws {UserError} as above. */
  beginRepartition(called: string, layout: readonly string[], asker: Asker): Promise<number> {
    return new Promise((resolve, reject) => {
      repartition(this.#context, this.#control, called, layout, asker, resolve).then(resolve, reject)
    })
  }

  /** Asked of Trino once per table and while, however many look. */
  #cached<T>(caches: Map<string, BriefCache<T>>, called: string, ask: () => Promise<T>): Promise<T> {
    const cache = caches.get(called) ?? new BriefCache(TRINO_REUSE_MS, ask)
    caches.set(called, cache)
    return cache.get()
  }

  async #summaries() {
    const tables = await this.#context.catalog.tables()
    const summaries = []
    for (const table of tables) {
      const observed = await this.#maintenance.observeListed(calledAs(table))
      if (observed !== null) summaries.push(summaryOf(this.#context, observed))
    }
    return summaries
  }
}
