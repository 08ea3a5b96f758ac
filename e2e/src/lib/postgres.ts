import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import { postgresCityMetrics } from '@lakehouse/contracts/tables.ts'
import pg from 'pg'

const secrets = () => readSecrets(lakehouseHome(process.env))
const sqlFile = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'sql', `${name}.sql`), 'utf8')

async function withLogin<T>(
  login: Pick<pg.ClientConfig, 'database' | 'user' | 'password'>,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ host: LOOPBACK, port: resolvePorts(process.env).postgres, ...login })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

const withBiLogin = <T>(use: (client: pg.Client) => Promise<T>) =>
  withLogin({ database: postgresCityMetrics.database, user: 'bi', password: secrets().biPassword }, use)

/** Runs one statement as the read-only BI login; gives its rows. */
export const asBi = (statement: string): Promise<Record<string, unknown>[]> =>
  withBiLogin(async (client) => (await client.query(statement)).rows)

/** Column names and types of a table in database `rides`. */
export async function postgresColumns(table: string): Promise<Record<string, string>> {
  const text = sqlFile('postgres_columns')
  const rows = await withBiLogin(
    async (client) => (await client.query<{ name: string; type: string }>(text, [table])).rows,
  )
  return Object.fromEntries(rows.map(({ name, type }) => [name, type]))
}

/** While `work` goes on, no writer can commit to this Iceberg table: the catalog's row of it is held. */
export function holdingCommits<T>(table: string, work: () => Promise<T>): Promise<T> {
  const login = { database: 'iceberg_catalog', user: 'lakehouse', password: secrets().lakehousePassword }
  return withLogin(login, async (client) => {
    await client.query('BEGIN')
    const { rowCount } = await client.query(sqlFile('hold_commits'), [table])
    if (rowCount !== 1) throw new Error(`the catalog has ${rowCount} rows of ${table}`)
    // The connection's end gives the row free.
    return work()
  })
}
