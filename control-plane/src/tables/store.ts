import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import {
  type MaintenanceAction,
  type MaintenanceRun,
  maintenanceRun,
  type TableSample,
  tableSample,
} from '@lakehouse/contracts/api/tables.ts'
import { openDatabase } from '../lib/database.ts'

/** What is known of an action once it has ended. */
export type RunResult = Pick<
  MaintenanceRun,
  'outcome' | 'detail' | 'before' | 'after' | 'probe_before_ms' | 'probe_after_ms' | 'cpu_s' | 'attempts'
>

/** Table sizes over time and every maintenance action, in `LAKEHOUSE_HOME/control-plane/tables.db`. */
export class TableStore {
  readonly #database: DatabaseSync

  constructor(home: string) {
    this.#database = openDatabase(join(home, 'control-plane', 'tables.db'), sql('schema'))
  }

  addSample(table: string, sample: TableSample): void {
    this.#database.prepare(sql('add_sample')).run({ called: table, ...sample })
    this.#database.prepare(sql('forget_samples')).run()
  }

  /** Oldest first, those of `since` and later. */
  samples(table: string, since: Date): TableSample[] {
    const rows = this.#database.prepare(sql('samples')).all({ called: table, since: since.toISOString() })
    return tableSample.array().parse(rows)
  }

  /** Writes down that an action begins; gives its number. */
  beginRun(table: string, action: MaintenanceAction, why: string, operation: number): number {
    const started_at = new Date().toISOString()
    const row = this.#database.prepare(sql('begin_run')).get({ called: table, action, why, operation, started_at })
    return Number(row?.id)
  }

  endRun(id: number, { before, after, ...result }: RunResult): void {
    this.#database.prepare(sql('end_run')).run({
      id,
      ended_at: new Date().toISOString(),
      ...result,
      sizes_before: before === null ? null : JSON.stringify(before),
      sizes_after: after === null ? null : JSON.stringify(after),
    })
  }

  /** Newest first; of one table, or of all. */
  runs(limit: number, table = '', action: MaintenanceAction | '' = ''): MaintenanceRun[] {
    return this.#database
      .prepare(sql('runs'))
      .all({ called: table, wanted: action, most: limit })
      .map(({ called, sizes_before, sizes_after, ...row }) =>
        maintenanceRun.parse({ ...row, table: called, before: sizes(sizes_before), after: sizes(sizes_after) }),
      )
  }

  close(): void {
    this.#database.close()
  }
}

function sizes(text: unknown): unknown {
  return typeof text === 'string' ? JSON.parse(text) : null
}

function sql(name: string): string {
  return readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8')
}
