import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Operation, OperationOutcome } from '@lakehouse/contracts/api/operations.ts'
import { explain } from '../errors.ts'
import { openDatabase } from '../lib/database.ts'
import { type Entry, fold } from './fold.ts'

export interface Begun extends Pick<Operation, 'kind' | 'object' | 'actor' | 'source'> {
  readonly details?: Operation['details']
}

export interface Wanted {
  readonly limit: number
  /** Only operations older than this one. */
  readonly before?: number
  readonly object?: string
  readonly kind?: string
  /** `unended` is every operation that has not come to its end, whether or not somebody still works on it. */
  readonly outcome?: OperationOutcome | 'unended'
}

/**
 * The operations journal: append-only, shared by control plane and command line, in
 * `LAKEHOUSE_HOME/control-plane/journal.db`.
 */
export class Journal {
  readonly #database: DatabaseSync

  constructor(home: string) {
    this.#database = openDatabase(join(home, 'control-plane', 'journal.db'), sql('schema'))
  }

  /** Writes down that something is about to be done; what follows is told to the operation it gives. */
  begin({ kind, object, actor, source, details = {} }: Begun): RecordedOperation {
    const content = JSON.stringify({ kind, object, actor, source, details })
    const row = this.#database.prepare(sql('begin')).get({ at: now(), content })
    return this.resume(Number(row?.operation))
  }

  /** Goes on writing about an operation that this or another process began. */
  resume(id: number): RecordedOperation {
    return new RecordedOperation(id, (kind, content) => {
      this.#database.prepare(sql('append')).run({ operation: id, at: now(), kind, content: JSON.stringify(content) })
    })
  }

  /** Operations, newest first. */
  list({ limit, before = Number.MAX_SAFE_INTEGER, object = '', kind = '', outcome }: Wanted): Operation[] {
    const wanted = { limit, before, object, work: kind, outcome: outcome ?? '' }
    const byOperation = Map.groupBy(this.#entries('list', wanted), ({ operation }) => operation)
    return [...byOperation.values()].map(fold)
  }

  read(id: number): Operation | null {
    const entries = this.#entries('read', { operation: id })
    return entries.length === 0 ? null : fold(entries)
  }

  close(): void {
    this.#database.close()
  }

  #entries(query: string, parameters: Record<string, string | number>): Entry[] {
    const rows = this.#database.prepare(sql(query)).all(parameters)
    return rows.map(({ operation, at, kind, content }) => ({
      operation: Number(operation),
      at: String(at),
      kind: String(kind) as Entry['kind'],
      content: JSON.parse(String(content)),
    }))
  }
}

type Append = (kind: Entry['kind'], content: Readonly<Record<string, unknown>>) => void

/** An operation under way: every call writes one entry before it returns. */
export class RecordedOperation {
  readonly id: number
  readonly #append: Append

  constructor(id: number, append: Append) {
    this.id = id
    this.#append = append
  }

  /** Does `work` as a step of this name; its text, if it gives one, becomes the step's detail. */
  async step<T>(name: string, work: () => Promise<T>, detail: (result: T) => string | null = () => null): Promise<T> {
    this.#append('step_begun', { name })
    try {
      const result = await work()
      this.#append('step_ended', { name, outcome: 'done', detail: detail(result) })
      return result
    } catch (error) {
      this.#append('step_ended', { name, outcome: 'failed', detail: explain(error) })
      throw error
    }
  }

  /** Adds facts by name; of a name given twice the later one holds. */
  note(details: Readonly<Record<string, unknown>>): void {
    this.#append('noted', details)
  }

  end(outcome: OperationOutcome, summary: string, action: string | null = null): void {
    this.#append('ended', { outcome, summary, action })
  }
}

function sql(name: string): string {
  return readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8')
}

function now(): string {
  return new Date().toISOString()
}
