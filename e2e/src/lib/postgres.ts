import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import { postgresCityMetrics } from '@lakehouse/contracts/tables.ts'
import pg from 'pg'

async function withBiLogin<T>(use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    host: LOOPBACK,
    port: resolvePorts(process.env).postgres,
    database: postgresCityMetrics.database,
    user: 'bi',
    password: readSecrets(lakehouseHome(process.env)).biPassword,
  })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** Runs one statement as the read-only BI login; gives its rows. */
export const asBi = (statement: string): Promise<Record<string, unknown>[]> =>
  withBiLogin(async (client) => (await client.query(statement)).rows)

/** Column names and types of a table in database `rides`. */
export async function postgresColumns(table: string): Promise<Record<string, string>> {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'sql', 'postgres_columns.sql'), 'utf8')
  const rows = await withBiLogin(
    async (client) => (await client.query<{ name: string; type: string }>(text, [table])).rows,
  )
  return Object.fromEntries(rows.map(({ name, type }) => [name, type]))
}
