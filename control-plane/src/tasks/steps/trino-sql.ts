import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TrinoClient } from '../../clients/trino.ts'
import { withParameters } from '../../clients/trino-literal.ts'
import { splitStatements } from '../../jobs/statements.ts'
import { attemptName } from './command.ts'
import type { AttemptKey, StepExecutor } from './step-work.ts'

/** Trino itself ends a query after 10 min (query.max-execution-time). */
const STATEMENT_DEADLINE_MS = 11 * 60_000
const ASK_DEADLINE_MS = 10_000
/** Of a statement that gives rows, this many are shown in the log. */
const SHOWN_ROWS = 50

/** Whose query it is, as Trino lists it: found again after this process was killed, and not taken for another stack's. */
function sourceOf(home: string, key: AttemptKey): string {
  return `${sourcePrefix(home)}${attemptName(key)}`
}

function sourcePrefix(home: string): string {
  return `lakehouse-task/${createHash('sha256').update(home).digest('hex').slice(0, 12)}/`
}

/** Steps that run the statements of a .sql file in Trino, one after the other, as the user who may maintain tables. */
export function trinoSqlExecutor(root: string, home: string, trino: Pick<TrinoClient, 'pages'>): StepExecutor {
  return async ({ key, step, signal, log }) => {
    const file = step.sql ?? ''
    const statements = splitStatements(readFileSync(join(root, file), 'utf8'), file)
    for (const { text, line } of statements) {
      signal.throwIfAborted()
      log('note', `${file}:${line}`)
      let rows = 0
      for await (const page of trino.pages(text, {
        deadlineMs: STATEMENT_DEADLINE_MS,
        signal,
        source: sourceOf(home, key),
      })) {
        if (rows === 0 && page.rows.length > 0) log('out', (page.columns ?? []).map(({ name }) => name).join('\t'))
        for (const row of page.rows.slice(0, Math.max(0, SHOWN_ROWS - rows))) {
          log('out', row.map((cell) => (typeof cell === 'string' ? cell : JSON.stringify(cell))).join('\t'))
        }
        rows += page.rows.length
      }
      log('note', rows > SHOWN_ROWS ? `${rows} rows, the first ${SHOWN_ROWS} shown` : `${rows} rows`)
    }
    return `${statements.length} statement${statements.length === 1 ? '' : 's'} of ${file}`
  }
}

/**
 * Ends the queries in Trino that steps of a killed control plane left running; gives their ids. Trino drops them by
 * itself too, but only after 5 min without a client.
 */
export async function killTaskQueries(
  root: string,
  home: string,
  trino: Pick<TrinoClient, 'query'>,
): Promise<readonly string[]> {
  const sql = (name: string) => readFileSync(join(root, 'trino', 'tasks', `${name}.sql`), 'utf8')
  const { rows } = await trino.query(
    withParameters(sql('queries_of_tasks'), [`${sourcePrefix(home)}%`]),
    ASK_DEADLINE_MS,
  )
  const ids = rows.map(([id]) => String(id))
  for (const id of ids) await trino.query(withParameters(sql('kill_query'), [id]), ASK_DEADLINE_MS)
  return ids
}
