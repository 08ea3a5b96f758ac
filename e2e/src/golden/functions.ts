import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type FunctionCase, functionsFolder } from '@lakehouse/audit/golden/function-cases.ts'
import { resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import type { SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { topics } from '@lakehouse/contracts/topics.ts'
import { splitStatements } from '@lakehouse/control-plane/jobs/statements.ts'
import { FlinkRun } from './flink-run.ts'
import { redirect } from './redirect.ts'
import { jobSpec, type Outcome, variablesOf } from './run.ts'
import { Workplace } from './workplace.ts'

/**
 * Runs every SQL function over the records of its golden cases, in the real stack that `env` names.
 * @returns `<function>: <case>` -> what is wrong with its result.
 */
export async function runFunctions(cases: readonly FunctionCase[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const workplace = new Workplace(env)
  const flink = new FlinkRun(resolvePorts(env), variablesOf(env))
  try {
    const records = cases.map(({ value, kafkaTime }) => ({ partition: 0, kafkaTime, key: null, value }))
    const topic = await workplace.topic('functions', 1)
    await workplace.append(topic, records)
    const to = {
      topics: { [topics.rideEvents.name]: topic, [topics.driverLocations.name]: topic },
      icebergSchema: workplace.icebergSchema,
      cityMetrics: workplace.cityMetrics,
    }
    const rows = await flink.query(redirect(definitions(env), to), query())
    const results = new Map(rows.map(([offset, ...columns]) => [Number(offset), columns.map(String)]))
    return new Map(
      cases.map((golden, offset) => [`${golden.function}: ${golden.name}`, judge(golden, results.get(offset))]),
    )
  } finally {
    await workplace.remove()
  }
}

/** The functions of both jobs and the sources; nothing that is written to. */
function definitions(env: NodeJS.ProcessEnv): SqlStatement[] {
  const statements = new Map<string, SqlStatement>()
  for (const spec of ['rides', 'zones'].map((name) => jobSpec(name, env))) {
    for (const statement of spec.statements) {
      if (/^flink\/sql\/(functions|sources)\//.test(statement.file)) statements.set(statement.text, statement)
    }
  }
  return [...statements.values()]
}

const FUNCTIONS = ['parse_ride_event', 'parse_driver_location', 'event_rowtime', 'payload_text']

function query(): SqlStatement {
  const file = join(functionsFolder, 'all.sql')
  const [statement] = splitStatements(readFileSync(file, 'utf8'), relative(projectRoot, file))
  if (statement === undefined) throw new Error(`${file} holds no statement`)
  return statement
}

function judge({ function: name, expected }: FunctionCase, columns: readonly string[] | undefined): string[] {
  const column = columns?.[FUNCTIONS.indexOf(name)]
  if (column === undefined) return ['no row for this record']
  const result: Record<string, unknown> = JSON.parse(column)
  const wanted: [string, unknown][] =
    expected !== null && typeof expected === 'object' ? Object.entries(expected) : [['result', expected]]
  if (!wanted.some(([field]) => field === 'reason') && 'reason' in result) wanted.push(['reason', null])
  return wanted.flatMap(([field, value]) =>
    isDeepStrictEqual(result[field], value) || (typeof value === 'number' && result[field] === value)
      ? []
      : [`${field}: expected ${shown(value)}, found ${shown(result[field])}`],
  )
}

const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 300) ?? 'nothing'
