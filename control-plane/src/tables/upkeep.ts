import { setTimeout as sleep } from 'node:timers/promises'
import { explain } from '../errors.ts'
import type { TablesContext } from './context.ts'
import type { TableMaintenance } from './maintain.ts'
import { dueNow } from './observe.ts'
import { stateOf } from './state.ts'
import { calledAs } from './table-name.ts'

const SAMPLE_EVERY_MS = 60_000

/**
 * Looks at all tables again and again, writes down their sizes once a minute, and maintains the one that is furthest
 * over a threshold; one at a time, for all parts of the machine share few cores. What fails is written down and tried
 * again when the policy says so; the loop goes on. With a policy that is not automatic it only writes down sizes.
 */
export class Upkeep {
  readonly #context: TablesContext
  readonly #maintenance: TableMaintenance
  readonly #stopping = new AbortController()
  #restsUntil = 0
  #sampledAt = 0
  #running: Promise<void> | undefined

  constructor(context: TablesContext, maintenance: TableMaintenance) {
    this.#context = context
    this.#maintenance = maintenance
  }

  start(): void {
    this.#running ??= this.#loop()
  }

  /** Begins nothing new. An action under way is left to its end in Trino; the journal shows it as interrupted. */
  stop(): void {
    this.#stopping.abort()
  }

  async #loop(): Promise<void> {
    const { signal } = this.#stopping
    let said = ''
    while (!signal.aborted) {
      try {
        await this.round()
        said = ''
      } catch (error) {
        // The same trouble is told once, not at every look.
        if (explain(error) !== said) this.#context.progress(`upkeep: ${explain(error)}`)
        said = explain(error)
      }
      await sleep(this.#context.policy.every_seconds * 1000, undefined, { signal }).catch(() => undefined)
    }
  }

  /** One look at every table, and work on the one that needs it most. @throws {Failure} when the catalog does not answer. */
  async round(): Promise<void> {
    const tables = (await this.#context.catalog.tables()).map(calledAs)
    const sample = Date.now() - this.#sampledAt >= SAMPLE_EVERY_MS
    if (sample) this.#sampledAt = Date.now()
    let neediest: { readonly called: string; readonly urgency: number } | undefined
    for (const called of tables) {
      if (this.#stopping.signal.aborted) return
      const urgency = await this.#look(called, sample).catch((error) => {
        this.#tell(called, error)
        return 0
      })
      if (urgency > (neediest?.urgency ?? 0)) neediest = { called, urgency }
    }
    if (!this.#context.policy.automatic || neediest === undefined || Date.now() < this.#restsUntil) return
    await this.#maintain(neediest.called).catch((error) => this.#tell(neediest.called, error))
  }

  /** How urgent the most urgent of what is due on a table is; 0 when nothing is. */
  async #look(called: string, sample: boolean): Promise<number> {
    const observed = await this.#maintenance.observeListed(called)
    if (observed === null) return 0
    if (sample) this.#sample(called, observed.loaded)
    return Math.max(0, ...dueNow(observed).map(({ urgency }) => urgency))
  }

  async #maintain(called: string): Promise<void> {
    const began = Date.now()
    try {
      await this.#maintenance.maintainTable(called, { actor: 'upkeep', source: 'task' })
    } finally {
      const ended = Date.now()
      this.#restsUntil = ended + restAfter(ended - began, this.#context.policy.busy_share)
    }
  }

  #tell(called: string, error: unknown): void {
    this.#context.progress(`upkeep of ${called}: ${explain(error)}`)
  }

  #sample(called: string, { metadata }: Awaited<ReturnType<TablesContext['catalog']['load']>>): void {
    const state = stateOf(metadata)
    this.#context.store.addSample(called, {
      at: new Date().toISOString(),
      data_rows: state.dataRows,
      bytes: state.bytes,
      data_files: state.dataFiles,
      delete_files: state.deleteFiles,
      snapshots: state.snapshots.length,
      metadata_bytes: state.metadataBytes,
    })
  }
}

/** How long to rest after work of this long, so that work is no more than `share` of the time; milliseconds. */
export function restAfter(workedMs: number, share: number): number {
  return workedMs / share - workedMs
}
