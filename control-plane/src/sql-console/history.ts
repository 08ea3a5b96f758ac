import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { type SqlExecution, sqlExecution } from '@lakehouse/contracts/api/sql.ts'
import { openDatabase } from '../lib/database.ts'

/** Executions that are remembered. */
const KEPT = 500

/** What was asked in the console, without the rows, in `LAKEHOUSE_HOME/control-plane/sql.db`. */
export class SqlHistory {
  readonly #database: DatabaseSync

  constructor(home: string) {
    this.#database = openDatabase(join(home, 'control-plane', 'sql.db'), sql('schema'))
  }

  /** Writes down that something is asked, and gives it its number. */
  begin(asked: Omit<SqlExecution, 'id'>): SqlExecution {
    const id = Number(this.#database.prepare(sql('begin')).get()?.id)
    const execution = { ...asked, id }
    this.keep(execution)
    this.#database.prepare(sql('prune')).run({ keep: KEPT })
    return execution
  }

  keep(execution: SqlExecution): void {
    this.#database.prepare(sql('keep')).run({ id: execution.id, content: JSON.stringify(execution) })
  }

  read(id: number): SqlExecution | null {
    const row = this.#database.prepare(sql('read')).get({ id })
    return row === undefined ? null : sqlExecution.parse(JSON.parse(String(row.content)))
  }

  /** Newest first. */
  list(limit: number): SqlExecution[] {
    const rows = this.#database.prepare(sql('list')).all({ limit })
    return rows.map(({ content }) => sqlExecution.parse(JSON.parse(String(content))))
  }

  close(): void {
    this.#database.close()
  }
}

function sql(name: string): string {
  return readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8')
}
