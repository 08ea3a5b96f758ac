import type { Operation } from '@lakehouse/contracts/api/operations.ts'
import type { MaintenanceAction, MaintenancePlan, MaintenanceRun } from '@lakehouse/contracts/api/tables.ts'
import { explain, Failure, NotFound, UserError } from '../errors.ts'
import type { RecordedOperation } from '../journal/journal.ts'
import type { TablesContext } from './context.ts'
import { dueActions } from './due.ts'
import { isTableLocked, withTableLock } from './lock.ts'
import { dueNow, type ObservedTable, observeTable } from './observe.ts'
import { perform, probe } from './perform.ts'
import { planActions } from './plan.ts'
import { stateOf } from './state.ts'

/** Who asked for a change, for the journal. */
export type Asker = Pick<Operation, 'actor' | 'source'>

export interface Maintained {
  /** Null when there was nothing to do. */
  readonly operation: number | null
  readonly runs: readonly MaintenanceRun[]
}

/**
 * Upkeep of Iceberg tables by policy, whoever asks for it: the loop in the control plane, a task, a page, the command
 * line. At most one at a time on a table, over all processes.
 */
export class TableMaintenance {
  readonly #context: TablesContext
  /** Number of manifests at the last look, by table. */
  readonly #manifests = new Map<string, number>()

  constructor(context: TablesContext) {
    this.#context = context
  }

  /** The table as upkeep sees it. @throws {NotFound} @throws {Failure} */
  async observe(called: string): Promise<ObservedTable> {
    const needed = await this.#context.neededJobs().catch(() => null)
    const loaded = await this.#context.catalog.load(called)
    return observeTable(this.#context, loaded, needed, this.#manifests.get(called) ?? null)
  }

  /**
   * The table as upkeep sees it; null when it was dropped since it was listed: dbt drops its tests' tables at any moment.
   * @throws {Failure}
   */
  async observeListed(called: string): Promise<ObservedTable | null> {
    try {
      return await this.observe(called)
    } catch (error) {
      if (error instanceof NotFound) return null
      throw error
    }
  }

  /** What the policy asks for on this table now, also what waits and why; nothing of one that is gone. @throws {Failure} */
  async maintenanceDue(called: string) {
    const observed = await this.observeListed(called)
    return observed === null ? [] : dueActions(observed)
  }

  /** What maintenance would do now. Changes nothing. @throws {NotFound} @throws {Failure} */
  async plan(called: string, actions?: readonly MaintenanceAction[]): Promise<MaintenancePlan> {
    const observed = await this.observe(called)
    const planned = await planActions(this.#context, observed, actions)
    const busy = isTableLocked(this.#context.home, called) ? 'It is being maintained right now.' : null
    const result = planned.map((each) => ({ ...each, refused: each.refused ?? busy }))
    return { table: called, actions: result, server_now: new Date().toISOString() }
  }

  /**
   * Takes these actions, or without any those that are due now, one after another, and writes each down.
   * `begun` hears of the operation as soon as there is one.
   * @throws {UserError} when the table is being maintained already. @throws {Failure} of the first action that failed.
   */
  async maintainTable(
    called: string,
    asker: Asker,
    actions?: readonly MaintenanceAction[],
    begun: (operation: number) => void = () => undefined,
  ): Promise<Maintained> {
    await this.#context.catalog.find(called)
    if (isTableLocked(this.#context.home, called)) {
      throw new UserError(`${called} is being maintained already`, `Wait, or watch: npm run tables -- show ${called}`)
    }
    return withTableLock(this.#context.home, called, 1_000, async () => {
      const wanted = (await this.#wanted(called, actions)).filter(({ why }) => why !== '')
      if (wanted.length === 0) return { operation: null, runs: [] }
      const operation = this.#context.journal.begin({
        kind: 'table.maintain',
        object: called,
        actor: asker.actor,
        source: asker.source,
        details: { actions: wanted.map(({ action }) => action), why: wanted.map(({ why }) => why) },
      })
      begun(operation.id)
      return this.#run(called, operation, wanted)
    })
  }

  /** Marks what a killed process left unfinished. Called once, before anything new begins. */
  tidy(): void {
    for (const run of this.#context.store.runs(500)) {
      if (run.ended_at !== null || isTableLocked(this.#context.home, run.table)) continue
      const detail = 'interrupted: its process ended before it did'
      this.#context.store.endRun(run.id, { ...EMPTY, outcome: 'failed', detail })
      if (this.#context.journal.read(run.operation)?.outcome === null) {
        this.#context.journal.resume(run.operation).end('interrupted', detail, 'Upkeep does it again when it is due.')
      }
    }
  }

  async #wanted(called: string, actions: readonly MaintenanceAction[] | undefined) {
    const observed = await this.observe(called)
    if (actions === undefined) return dueNow(observed)
    const due = dueActions(observed)
    return actions.map((action) => ({
      action,
      why: due.find((each) => each.action === action)?.why ?? 'asked for',
    }))
  }

  async #run(
    called: string,
    operation: RecordedOperation,
    wanted: readonly { readonly action: MaintenanceAction; readonly why: string }[],
  ): Promise<Maintained> {
    const ids: number[] = []
    try {
      for (const { action, why } of wanted) {
        ids.push(
          await operation.step(
            action,
            () => this.#take(called, operation.id, action, why),
            (id) => this.#told(id),
          ),
        )
      }
      operation.end('succeeded', `${called}: ${ids.map((id) => this.#told(id)).join('; ')}`)
    } catch (error) {
      const action = error instanceof Failure ? error.action : 'See the control plane’s log under LAKEHOUSE_HOME.'
      operation.end('failed', explain(error), action)
      throw error
    }
    const runs = this.#context.store.runs(ids.length + 20, called).filter(({ id }) => ids.includes(id))
    return { operation: operation.id, runs: runs.reverse() }
  }

  /** Takes one action and writes down what it cost and gave; its number. */
  async #take(called: string, operation: number, action: MaintenanceAction, why: string): Promise<number> {
    let cpuMs = 0
    const context: TablesContext = { ...this.#context, trino: metered(this.#context.trino, (ms) => (cpuMs += ms)) }
    const observed = await this.observe(called)
    const id = context.store.beginRun(called, action, why, operation)
    const before = sizes(observed)
    let probeBefore: number | null = null
    try {
      probeBefore = await probe(context, observed.loaded)
      const { detail, attempts, manifests } = await perform(context, observed, action)
      const loaded = await context.catalog.load(called)
      const probeAfter = await probe(context, loaded)
      if (manifests !== undefined) this.#manifests.set(called, manifests)
      if (action === 'optimize_manifests') this.#manifests.delete(called)
      const after = sizes({ loaded, state: stateOf(loaded.metadata) })
      context.store.endRun(id, {
        outcome: 'done',
        detail,
        before,
        after,
        probe_before_ms: probeBefore,
        probe_after_ms: probeAfter,
        cpu_s: cpuMs / 1000,
        attempts,
      })
      return id
    } catch (error) {
      const detail = explain(error)
      context.store.endRun(id, { ...EMPTY, outcome: 'failed', detail, before, probe_before_ms: probeBefore })
      throw error
    }
  }

  /** A run in one line. */
  #told(id: number): string {
    const run = this.#context.store.runs(1_000).find((each) => each.id === id)
    if (run?.before == null || run.after === null) return run?.detail ?? 'not on record'
    const { before, after } = run
    const files = `${before.data_files}+${before.delete_files} to ${after.data_files}+${after.delete_files} files`
    const probes = `probe ${run.probe_before_ms ?? '–'} to ${run.probe_after_ms ?? '–'} ms`
    return `${run.action}: ${files}, ${before.snapshots} to ${after.snapshots} snapshots, ${probes}, ${run.cpu_s?.toFixed(1)} CPU s`
  }
}

const EMPTY = {
  before: null,
  after: null,
  probe_before_ms: null,
  probe_after_ms: null,
  cpu_s: null,
  attempts: 0,
} as const

/** The same client, telling the CPU time of each statement. */
function metered(trino: TablesContext['trino'], tell: (cpuMs: number) => void): TablesContext['trino'] {
  return {
    query: async (sql, deadlineMs) => {
      const answer = await trino.query(sql, deadlineMs)
      tell(answer.cpuMs)
      return answer
    },
  }
}

function sizes({ state }: Pick<ObservedTable, 'loaded' | 'state'>) {
  const { dataFiles, deleteFiles, bytes, snapshots } = state
  return { data_files: dataFiles, delete_files: deleteFiles, bytes, snapshots: snapshots.length }
}
