import { isClean } from '@lakehouse/audit/compare.ts'
import { judgeByOracle, judgeCase } from '@lakehouse/audit/golden/judge.ts'
import { LAST, type Layout } from '@lakehouse/audit/golden/layout.ts'
import type { AuditedTable } from '@lakehouse/audit/oracle/expectation.ts'
import { POSTGRES_CITY_METRICS } from '@lakehouse/audit/oracle/expectation.ts'
import type { Row } from '@lakehouse/audit/oracle/table-row.ts'
import { stackOf } from '@lakehouse/audit/stack.ts'
import { readRows, type Sources } from '@lakehouse/audit/tables.ts'
import { resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { lakehouseHome, projectRoot } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import { icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { topics } from '@lakehouse/contracts/topics.ts'
import { jobFile, loadJob } from '@lakehouse/control-plane/jobs/load.ts'
import { icebergSinks } from '@lakehouse/control-plane/jobs/sinks.ts'
import { templateVariables } from '@lakehouse/control-plane/jobs/variables.ts'
import { FlinkRun } from './flink-run.ts'
import { type Fault, type Redirection, redirect, withFault } from './redirect.ts'
import { Workplace } from './workplace.ts'

const DEADLINE_MS = 400_000
/** What the last events bring forth: windows, and a match. */
const LAST_ROWS = [
  { job: 'rides', table: 'iceberg_city_metrics', rows: 1 },
  { job: 'zones', table: 'iceberg_surge_pricing', rows: 6 },
  { job: 'zones', table: 'iceberg_ride_matches', rows: 1 },
] as const

/** Case -> what is wrong with the rows it left; empty when nothing is. */
export type Outcome = ReadonlyMap<string, readonly string[]>
/** Name under which an outcome holds what the oracle says of all tables. */
export const BY_ORACLE = 'every table, by the oracle'

/** The job of this name as the files in `flink` describe it. */
export function jobSpec(name: string, env: NodeJS.ProcessEnv): JobSpec {
  return loadJob(projectRoot, jobFile(projectRoot, name), variablesOf(env))
}

export const variablesOf = (env: NodeJS.ProcessEnv) =>
  templateVariables(resolvePorts(env), readSecrets(lakehouseHome(env)))

/**
 * Runs the jobs over the records of a layout, in the real stack that `env` names, and judges what they wrote.
 * @throws {Error} when a job cannot be started, fails, or does not get to the end of its input.
 */
export async function runGolden(
  layout: Layout,
  env: NodeJS.ProcessEnv,
  { fault, progress = () => undefined }: { fault?: Fault; progress?: (text: string) => void } = {},
): Promise<Outcome> {
  const jobs = [...new Set(layout.cases.map(({ name }) => name.split('/')[0] as string))]
  const specs = jobs.map((name) => jobSpec(name, env))
  const workplace = new Workplace(env)
  const flink = new FlinkRun(resolvePorts(env), variablesOf(env))
  try {
    const to = await arrange(layout, workplace)
    progress('records written')
    for (const spec of specs) {
      const faulty = fault === undefined || !touches(spec, fault) ? spec.statements : withFault(spec.statements, fault)
      await flink.start(`golden-${spec.name}`, redirect(faulty, to), spec.settings)
      progress(`${spec.name} started`)
    }
    const sources: Sources = {
      ...stackOf(env),
      copies: { icebergSchema: workplace.icebergSchema, cityMetrics: workplace.cityMetrics },
    }
    const awaited = LAST_ROWS.filter(({ job }) => jobs.includes(job))
    const arrived = async () => {
      const counts = await Promise.all(
        awaited.map(async ({ table }) => (await rowsOf(sources, table)).filter((row) => row.includes(LAST)).length),
      )
      // A fault may make fewer windows; one heartbeat closes them all.
      return counts.every((count, i) => count >= (fault === undefined ? (awaited[i]?.rows ?? 0) : 1))
    }
    await flink.until(`the rows of "${LAST}", which come after all others`, arrived, DEADLINE_MS)
    progress('all windows closed and committed')
    const found = new Map<AuditedTable, Row[]>()
    for (const table of tablesOf(specs)) found.set(table, await rowsOf(sources, table))
    const outcome = new Map<string, readonly string[]>()
    for (const golden of layout.cases) outcome.set(golden.name, judgeCase(golden, layout, found))
    const dirty = judgeByOracle(layout, found).filter((verdict) => !isClean(verdict))
    outcome.set(
      BY_ORACLE,
      dirty.flatMap(({ table, examples }) => examples.map((example) => `${table}: ${JSON.stringify(example)}`)),
    )
    return outcome
  } finally {
    await flink.stop()
    await workplace.remove()
    progress('removed what was made for it')
  }
}

async function arrange(layout: Layout, workplace: Workplace): Promise<Redirection> {
  await workplace.createCityMetrics()
  const names: Record<string, string> = {}
  for (const { name, partitions } of Object.values(topics)) {
    const topic = await workplace.topic(name, partitions)
    await workplace.append(
      topic,
      [...layout.records, ...layout.closing].filter((record) => record.topic === name),
    )
    names[name] = topic
  }
  const { icebergSchema, cityMetrics } = workplace
  return { topics: names, icebergSchema, cityMetrics }
}

const touches = ({ statements }: JobSpec, { file }: Fault) => statements.some((statement) => statement.file === file)

/** The tables that the jobs write, by the definitions they need. */
function tablesOf(specs: readonly JobSpec[]): AuditedTable[] {
  const sinks = new Set(specs.flatMap(icebergSinks).map(({ name }) => name))
  const written = icebergTableNames.filter((table) => sinks.has(table))
  const toPostgres = specs.some(({ statements }) =>
    statements.some(({ file }) => file === 'flink/sql/sinks/postgres_city_metrics.sql'),
  )
  return toPostgres ? [...written, POSTGRES_CITY_METRICS] : written
}

async function rowsOf(sources: Sources, table: AuditedTable): Promise<Row[]> {
  const rows: Row[] = []
  for await (const page of readRows(sources, table)) rows.push(...page)
  return rows
}
