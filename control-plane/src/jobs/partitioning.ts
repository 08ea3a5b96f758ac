import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type TrinoClient, TrinoQueryError, TrinoUnavailableError } from '../clients/trino.ts'
import { splitStatements } from './statements.ts'

const DEADLINE_MS = 60_000
const RETRY_MS = 1_000
const STARTING = new Set(['SERVER_STARTING_UP', 'GENERIC_INTERNAL_ERROR'])

/**
 * Gives new tables their hidden partitioning, which Flink's DDL cannot express. Each `trino/schema/<table>.sql` holds
 * a query and a change; the change is made only while the query gives no row, that is before anything was done to it:
 * partitioning of a table that has data is a change of its own. Gives the names of the tables it partitioned.
 */
export async function partitionNewTables(trino: Pick<TrinoClient, 'query'>, root: string): Promise<string[]> {
  const folder = join(root, 'trino', 'schema')
  const partitioned: string[] = []
  for (const file of readdirSync(folder).sort()) {
    const [touched, change] = splitStatements(readFileSync(join(folder, file), 'utf8'), `trino/schema/${file}`)
    if (touched === undefined || change === undefined) throw new Error(`trino/schema/${file} needs two statements`)
    const changed = await oncePossible(async () => {
      if (!(await isNew(trino, touched.text))) return false
      await trino.query(change.text, DEADLINE_MS)
      return true
    })
    if (changed) partitioned.push(basename(file, '.sql'))
  }
  return partitioned
}

/**
 * Tries again for a while: a Trino that has only just begun to listen fails queries for reasons of its own
 * (SERVER_STARTING_UP, GENERIC_INTERNAL_ERROR "context is null"). What is tried looks before it changes anything.
 */
async function oncePossible<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS
  while (true) {
    try {
      return await work()
    } catch (error) {
      const passing =
        error instanceof TrinoUnavailableError || (error instanceof TrinoQueryError && STARTING.has(error.errorName))
      if (!passing || Date.now() > deadline) throw error
    }
    await sleep(RETRY_MS)
  }
}

async function isNew(trino: Pick<TrinoClient, 'query'>, touched: string): Promise<boolean> {
  try {
    return (await trino.query(touched, DEADLINE_MS)).rows.length === 0
  } catch (error) {
    // A table that this prelude does not create is not new, it is not there.
    if (error instanceof TrinoQueryError && error.errorName === 'TABLE_NOT_FOUND') return false
    throw error
  }
}
