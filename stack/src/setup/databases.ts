import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import type { Secrets } from '@lakehouse/contracts/secrets.ts'
import pg from 'pg'
import { Failure } from '../system/failure.ts'

const folder = join(projectRoot, 'postgres')
const DUPLICATE_DATABASE = '42P04'

/**
 * Makes roles, databases and tables from `postgres/*.sql`; what exists stays.
 * @throws {Failure} naming the file that PostgreSQL refused and its reason.
 */
export async function createDatabases(port: number, secrets: Secrets): Promise<void> {
  await withSuperuser(port, secrets, 'postgres', (client) => runFile(client, 'roles.sql'))
  await withSuperuser(port, secrets, 'postgres', async (client) => {
    for (const name of sqlFiles('databases')) {
      await runFile(client, join('databases', name)).catch((error) => {
        if (error.cause?.code !== DUPLICATE_DATABASE) throw error
      })
    }
  })
  for (const database of ['iceberg_catalog', 'rides']) {
    await withSuperuser(port, secrets, database, async (client) => {
      for (const name of sqlFiles(database)) await runFile(client, join(database, name))
    })
  }
}

const sqlFiles = (subfolder: string) =>
  readdirSync(join(folder, subfolder))
    .filter((name) => name.endsWith('.sql'))
    .sort()

async function runFile(client: pg.Client, file: string): Promise<void> {
  try {
    await client.query(readFileSync(join(folder, file), 'utf8'))
  } catch (cause) {
    throw new Failure(`postgres/${file} was refused: ${(cause as Error).message}`, { cause })
  }
}

/** One connection as superuser; the logins' passwords travel as settings, which roles.sql reads. */
async function withSuperuser(
  port: number,
  secrets: Secrets,
  database: string,
  use: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({
    host: LOOPBACK,
    port,
    user: 'postgres',
    password: secrets.postgresPassword,
    database,
    options: `-c setup.lakehouse_password=${secrets.lakehousePassword} -c setup.bi_password=${secrets.biPassword}`,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
  })
  await client.connect()
  try {
    await use(client)
  } finally {
    await client.end()
  }
}
