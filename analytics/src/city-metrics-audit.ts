import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BuildCheck, FailedCheck } from '@lakehouse/contracts/analytics-build.ts'
import { LOOPBACK, type Ports } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import type { Secrets } from '@lakehouse/contracts/secrets.ts'
import { postgresCityMetrics } from '@lakehouse/contracts/tables.ts'
import pg from 'pg'
import { z } from 'zod'
import { compareCityMetrics, type Difference, isPending } from './city-metrics.ts'
import { Failure } from './failure.ts'
import { publishStatement } from './sql-file.ts'
import type { TrinoSession } from './trino.ts'

const NAME = 'city_metrics_in_postgresql_equals_the_mart'
const FILE = 'publish/city_minutes.sql'
const ANSWER_MS = 10_000
/** How long the lakehouse may take to follow PostgreSQL: several checkpoints. */
const PATIENCE_MS = 30_000
const RETRY_MS = 1_000

const minutes = z.array(
  z.object({ city: z.string(), total_trips: z.string(), average_fare: z.string(), last_updated: z.string() }),
)

/** Reads `city_metrics` as login `bi`, every value as text. */
export type ReadServed = () => Promise<unknown>

/**
 * Whether the table that BI tools read in PostgreSQL is what the lakehouse has. dbt only reaches what Trino does, so this
 * one test is not dbt's; it stops a publication like any other.
 */
export async function auditCityMetrics(
  trino: TrinoSession,
  readServed: ReadServed,
): Promise<{ check: BuildCheck; problem: FailedCheck | null }> {
  const begun = Date.now()
  const { message, differences } = await look(trino, readServed)
  const check: BuildCheck = {
    name: NAME,
    file: FILE,
    kind: 'audit',
    outcome: message === null ? 'passed' : 'failed',
    seconds: (Date.now() - begun) / 1000,
    failures: differences.length,
    of: ['stg_city_minutes'],
  }
  if (message === null) return { check, problem: null }
  const rows = differences.map((difference) => ({ ...difference }))
  const problem = {
    name: NAME,
    file: FILE,
    severity: 'error',
    message,
    failures: rows.length,
    storedIn: null,
    rows,
  } as const
  return { check, problem }
}

async function look(
  trino: TrinoSession,
  readServed: ReadServed,
): Promise<{ message: string | null; differences: readonly Difference[] }> {
  try {
    const differences = await followedDifferences(trino, readServed)
    const message = `city_metrics in PostgreSQL differs from stg_city_minutes in ${differences.length} cities`
    return { message: differences.length === 0 ? null : message, differences }
  } catch (error) {
    // Then it is not known whether they agree, and the report must still come out.
    if (!(error instanceof Failure)) throw error
    return { message: error.message, differences: [] }
  }
}

async function followedDifferences(trino: TrinoSession, readServed: ReadServed): Promise<readonly Difference[]> {
  const before = await lakehouseMinutes(trino)
  const served = minutes.parse(await readServed())
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const differences = compareCityMetrics(before, served, await lakehouseMinutes(trino))
    if (!differences.some(isPending) || Date.now() > deadline) return differences
    await sleep(RETRY_MS)
  }
}

async function lakehouseMinutes(trino: TrinoSession) {
  const { columns, rows } = await trino.run(publishStatement('city_minutes'))
  return minutes.parse(rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]]))))
}

/** @throws {Failure} when PostgreSQL does not answer. */
export async function readServedCityMetrics(ports: Ports, { biPassword }: Secrets): Promise<unknown> {
  const sql = readFileSync(join(projectRoot, 'postgres', 'queries', 'audit', 'city_metrics.sql'), 'utf8')
  const client = new pg.Client({
    host: LOOPBACK,
    port: ports.postgres,
    database: postgresCityMetrics.database,
    user: 'bi',
    password: biPassword,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  })
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } catch (cause) {
    const reason = (cause as Error).message
    throw new Failure(`PostgreSQL at ${LOOPBACK}:${ports.postgres}: ${reason}\nIs it up? npm run status`, { cause })
  } finally {
    await client.end()
  }
}
