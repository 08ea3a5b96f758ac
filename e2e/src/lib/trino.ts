import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import { BasicAuth, Trino } from 'trino-client'

export type Cell = string | number | boolean | null

/** Text of a query file of `e2e/sql`. */
export const sqlFile = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', '..', 'sql', `${name}.sql`), 'utf8')
const literal = (value: string) => `'${value.replaceAll("'", "''")}'`

async function execute(name: string, statement: string, user: string): Promise<Cell[][]> {
  const trino = Trino.create({ server: httpUrl(resolvePorts(process.env), 'trino'), auth: new BasicAuth(user) })
  const rows: Cell[][] = []
  for await (const page of await trino.query(statement)) {
    if (page.error) throw new Error(`${name}.sql as ${user}: ${page.error.message}`)
    rows.push(...((page.data ?? []) as Cell[][]))
  }
  return rows
}

/**
 * The rows that a query file of `e2e/sql` gives, its `?` bound to `parameters`, as Trino user `user`.
 * @throws {Error} with Trino's own message when the query fails (trino-client itself never throws for one).
 */
export function query(name: string, parameters: readonly string[] = [], user = 'dashboard'): Promise<Cell[][]> {
  const text = sqlFile(name)
  if (parameters.length === 0) return execute(name, text, user)
  return execute(name, `EXECUTE IMMEDIATE ${literal(text)} USING ${parameters.map(literal).join(', ')}`, user)
}

/** The statement that would create the table as it is now, as Trino prints it to those who may alter it. */
export async function showCreateTable(table: IcebergTable): Promise<string> {
  const [row] = await execute('show_create_table', sqlFile('show_create_table').replace(':table', table), 'operator')
  return String(row?.[0])
}

/** Drops an Iceberg schema with its tables. The name is one that a run of golden cases gave itself, never a caller's. */
export async function dropGoldenSchema(schema: string): Promise<void> {
  if (!/^golden_[0-9a-f]+$/.test(schema)) throw new Error(`${schema} is no schema of golden cases`)
  await execute('golden_drop_schema', sqlFile('golden_drop_schema').replace(':schema', schema), 'operator')
}
