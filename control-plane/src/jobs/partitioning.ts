import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type TrinoClient, TrinoQueryError } from '../clients/trino.ts'
import { splitStatements } from './statements.ts'

const DEADLINE_MS = 60_000

/**
 * Gives new tables their hidden partitioning, which Flink's DDL cannot express. Each `trino/schema/<table>.sql` holds
 * a query and a change; the change is made only while the query gives no row, that is before anything was done to it:
 * partitioning of a table that has data is a change of its own. Gives the names of the tables it partitioned.
 */
export async function partitionNewTables(trino: TrinoClient, root: string): Promise<string[]> {
  const folder = join(root, 'trino', 'schema')
  const partitioned: string[] = []
  for (const file of readdirSync(folder).sort()) {
    const [touched, change] = splitStatements(readFileSync(join(folder, file), 'utf8'), `trino/schema/${file}`)
    if (touched === undefined || change === undefined) throw new Error(`trino/schema/${file} needs two statements`)
    if (!(await isNew(trino, touched.text))) continue
    await trino.query(change.text, DEADLINE_MS)
    partitioned.push(basename(file, '.sql'))
  }
  return partitioned
}

async function isNew(trino: TrinoClient, touched: string): Promise<boolean> {
  try {
    return (await trino.query(touched, DEADLINE_MS)).rows.length === 0
  } catch (error) {
    // A table that this prelude does not create is not new, it is not there.
    if (error instanceof TrinoQueryError && error.errorName === 'TABLE_NOT_FOUND') return false
    throw error
  }
}
