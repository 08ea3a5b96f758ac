import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LOOPBACK, type Ports } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import type { Secrets } from '@lakehouse/contracts/secrets.ts'
import { postgresCityMetrics } from '@lakehouse/contracts/tables.ts'
import { Client } from 'pg'
import type { Row } from './oracle/table-row.ts'

/** Connection string of login `bi`, which may read `city_metrics` and nothing else. */
export function ridesUrl(ports: Ports, { biPassword }: Secrets): string {
  return `postgresql://bi:${encodeURIComponent(biPassword)}@${LOOPBACK}:${ports.postgres}/${postgresCityMetrics.database}`
}

/**
 * Every row of PostgreSQL's `city_metrics`, or of a copy of that table.
 * @throws {Error} when PostgreSQL cannot answer.
 */
export async function readCityMetrics(
  url: string,
  columns: readonly string[],
  table: string = postgresCityMetrics.table,
): Promise<Row[]> {
  const text = await readFile(join(projectRoot, 'postgres', 'queries', 'audit', 'city_metrics.sql'), 'utf8')
  const sql = text.replace(`public.${postgresCityMetrics.table}`, `public.${table}`)
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, string | null>>(sql)
    return rows.map((row) => columns.map((column) => row[column] ?? null))
  } finally {
    await client.end()
  }
}
