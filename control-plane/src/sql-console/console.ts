import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  SqlAnswer,
  SqlExecution,
  SqlHistory as SqlHistoryAnswer,
  SqlRequest,
  SqlTables,
} from '@lakehouse/contracts/api/sql.ts'
import { type TrinoClient, TrinoQueryError } from '../clients/trino.ts'
import { explain, NotFound, UserError } from '../errors.ts'
import { BriefCache } from '../lib/brief-cache.ts'
import { decodeTextRows } from '../queries/decode.ts'
import type { SqlHistory } from './history.ts'
import { type Statement, statementOf } from './statement.ts'

/** Readers have few slots in Trino (resource-groups.properties); more would only wait there. */
const MOST_AT_ONCE = 3
const DEADLINE_MS = 5 * 60_000
/** Rows of these many executions are kept in memory, and no more than this of each, characters. */
const ANSWERS_KEPT = 6
const MOST_CHARACTERS = 4_000_000
const HISTORY = 100
const TABLES_REUSE_MS = 30_000
const TABLES_DEADLINE_MS = 20_000

interface Answer {
  execution: SqlExecution
  columns: SqlAnswer['columns']
  readonly rows: (string | null)[][]
  characters: number
  readonly ending: AbortController
}

/** Free SQL for reading: statements of people, run in Trino as a user whose rights are to read and nothing else. */
export class SqlConsole {
  readonly #root: string
  readonly #trino: Pick<TrinoClient, 'pages' | 'query'>
  readonly #history: SqlHistory
  readonly #answers = new Map<number, Answer>()
  readonly #tables: BriefCache<SqlTables['tables']>

  /** `trino` must act as a user that Trino's access control lets only read. */
  constructor(root: string, trino: Pick<TrinoClient, 'pages' | 'query'>, history: SqlHistory) {
    this.#root = root
    this.#trino = trino
    this.#history = history
    this.#tables = new BriefCache(TABLES_REUSE_MS, () => this.#readTables())
  }

  /** Begins a statement. @throws {UserError} when it is not one statement, or too many run already. */
  begin({ sql, mode, row_limit }: SqlRequest): SqlExecution {
    const statement = statementOf(sql, mode)
    const running = [...this.#answers.values()].filter(({ execution }) => execution.state === 'running')
    if (running.length >= MOST_AT_ONCE) {
      const which = running.map(({ execution }) => execution.id).join(', ')
      throw new UserError(`${running.length} statements run already (${which})`, 'Wait for one, or cancel it.')
    }
    const execution = this.#history.begin({
      sql,
      mode,
      state: 'running',
      submitted_at: now(),
      ended_at: null,
      row_limit,
      row_count: 0,
      truncated: false,
      query_id: null,
      error: null,
      progress: { state: 'QUEUED', percent: null, rows_read: '0', bytes_read: '0' },
    })
    const answer: Answer = { execution, columns: [], rows: [], characters: 0, ending: new AbortController() }
    this.#answers.set(execution.id, answer)
    this.#forgetOldest()
    void this.#run(answer, statement)
    return execution
  }

  /** Ends a statement, in Trino too. @throws {UserError} when it has ended. @throws {NotFound} */
  cancel(id: number): SqlExecution {
    const answer = this.#answers.get(id)
    const execution = answer?.execution ?? this.#past(id)
    if (answer === undefined || execution.state !== 'running') {
      throw new UserError(`statement ${id} has ended already (${execution.state})`, 'There is nothing to cancel.')
    }
    this.#end(answer, 'cancelled', null)
    answer.ending.abort(new Error('cancelled'))
    return answer.execution
  }

  /** How a statement stands, with its rows so far. @throws {NotFound} */
  read(id: number): SqlAnswer {
    const answer = this.#answers.get(id)
    const execution = answer?.execution ?? this.#past(id)
    const rows_kept = answer !== undefined
    return { ...execution, columns: answer?.columns ?? [], rows: answer?.rows ?? [], rows_kept, server_now: now() }
  }

  /** What was asked, newest first. */
  list(): SqlHistoryAnswer {
    const executions = this.#history.list(HISTORY).map((one) => this.#answers.get(one.id)?.execution ?? abandoned(one))
    return { executions, server_now: now() }
  }

  /** The tables there are to query, with their columns. @throws {Failure} when Trino does not say. */
  async tables(): Promise<SqlTables> {
    return { tables: [...(await this.#tables.get())], server_now: now() }
  }

  /** Ends what runs. */
  close(): void {
    for (const answer of this.#answers.values()) {
      if (answer.execution.state !== 'running') continue
      this.#end(answer, 'cancelled', null)
      answer.ending.abort(new Error('the control plane was stopped'))
    }
    this.#history.close()
  }

  async #run(answer: Answer, statement: Statement): Promise<void> {
    try {
      const { signal } = answer.ending
      for await (const page of this.#trino.pages(statement.text, {
        deadlineMs: DEADLINE_MS,
        signal,
        source: 'lakehouse-console',
      })) {
        if (answer.execution.state !== 'running') return
        if (page.columns !== null) answer.columns = page.columns.map(({ name, type }) => ({ name, type }))
        const { state, percent, rowsRead, bytesRead } = page.progress
        const truncated = !this.#take(answer, decodeTextRows({ columns: page.columns ?? [], rows: page.rows }))
        answer.execution = {
          ...answer.execution,
          query_id: page.id,
          row_count: answer.rows.length,
          truncated,
          progress: { state, percent, rows_read: rowsRead, bytes_read: bytesRead },
        }
        // Leaving the loop ends the query in Trino.
        if (truncated) break
      }
      this.#end(answer, 'succeeded', null)
    } catch (error) {
      this.#end(answer, 'failed', errorOf(error, statement))
    }
  }

  /** Keeps rows while there is room; gives whether all of them had some. */
  #take(answer: Answer, rows: readonly (string | null)[][]): boolean {
    for (const row of rows) {
      const characters = row.reduce((sum, cell) => sum + (cell?.length ?? 0), 0)
      if (answer.rows.length >= answer.execution.row_limit) return false
      if (answer.characters + characters > MOST_CHARACTERS) return false
      answer.rows.push(row)
      answer.characters += characters
    }
    return true
  }

  #end(answer: Answer, state: 'succeeded' | 'failed' | 'cancelled', error: SqlExecution['error']): void {
    if (answer.execution.state !== 'running') return
    answer.execution = { ...answer.execution, state, error, ended_at: now() }
    this.#history.keep(answer.execution)
  }

  #past(id: number): SqlExecution {
    const execution = this.#history.read(id)
    if (execution !== null) return abandoned(execution)
    throw new NotFound(`there is no statement ${id}`, 'Look at the history of the console.')
  }

  #forgetOldest(): void {
    for (const [id, { execution }] of this.#answers) {
      if (this.#answers.size <= ANSWERS_KEPT) return
      if (execution.state !== 'running') this.#answers.delete(id)
    }
  }

  async #readTables(): Promise<SqlTables['tables']> {
    const sql = readFileSync(join(this.#root, 'trino', 'console', 'columns.sql'), 'utf8')
    const { rows } = await this.#trino.query(sql, TABLES_DEADLINE_MS)
    const tables = new Map<string, SqlTables['tables'][number]>()
    for (const [schema, name, column, type] of rows.map((row) => row.map(String))) {
      const key = `${schema}.${name}`
      const table = tables.get(key) ?? { schema: schema ?? '', name: name ?? '', columns: [] }
      table.columns.push({ name: column ?? '', type: type ?? '' })
      tables.set(key, table)
    }
    return [...tables.values()]
  }
}

/** What is on record as running although nobody runs it: its control plane ended. */
function abandoned(execution: SqlExecution): SqlExecution {
  if (execution.state !== 'running') return execution
  const message = 'The control plane ended while this ran; Trino has dropped it.'
  return { ...execution, state: 'failed', error: { name: 'ABANDONED', message, line: null, column: null } }
}

function errorOf(error: unknown, { place }: Statement): SqlExecution['error'] {
  if (!(error instanceof TrinoQueryError))
    return { name: 'UNAVAILABLE', message: explain(error), line: null, column: null }
  const at = error.location === null ? null : place(error.location)
  // Trino's message begins with its own count of the place, which the statement around it may shift.
  const message = error.told.replace(/^line \d+:\d+: /, '')
  return { name: error.errorName, message, line: at?.line ?? null, column: at?.column ?? null }
}

function now(): string {
  return new Date().toISOString()
}
