import { type FailedCheck, MOST_FAILING_ROWS } from '@lakehouse/contracts/analytics-build.ts'
import type { NodeResult, Nodes, RunResults } from './artifacts.ts'
import { outcomeOf } from './checks.ts'
import { Failure } from './failure.ts'
import { integer, publishStatement, trusted } from './sql-file.ts'
import type { TrinoSession } from './trino.ts'

/** Everything that failed or warned, errors first, with the first failing rows of each data test. */
export async function findProblems(run: RunResults, nodes: Nodes, trino: TrinoSession): Promise<FailedCheck[]> {
  const failed = run.results.filter((result) => outcomeOf(result) === 'failed')
  const warned = run.results.filter((result) => outcomeOf(result) === 'warned')
  return Promise.all([...failed, ...warned].map((result) => describe(result, nodes, trino)))
}

async function describe(result: NodeResult, nodes: Nodes, trino: TrinoSession): Promise<FailedCheck> {
  const node = nodes.get(result.unique_id)
  if (node === undefined) throw new Failure(`dbt's manifest does not know ${result.unique_id}, which it ran just now`)
  // A data test has its failing rows in its relation; a model's relation holds no failures.
  const storedIn = node.resource_type === 'test' && result.failures ? (result.relation_name ?? null) : null
  const problem = {
    name: node.name,
    file: node.original_file_path,
    severity: result.status === 'warn' ? 'warn' : 'error',
    message: (result.message ?? '').trim(),
    failures: result.failures,
    storedIn,
    rows: [],
  } as const
  if (storedIn === null) return problem
  try {
    return { ...problem, rows: await firstRows(storedIn, trino) }
  } catch (error) {
    // Trino may have gone down, and that may be why the build failed: then the report must still come out.
    if (!(error instanceof Failure)) throw error
    return { ...problem, message: `${problem.message}; its rows could not be read: ${error.message}` }
  }
}

async function firstRows(relation: string, trino: TrinoSession): Promise<Record<string, unknown>[]> {
  const { columns, rows } = await trino.run(
    publishStatement('failing_rows', { relation: trusted(relation), most: integer(String(MOST_FAILING_ROWS)) }),
  )
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])))
}
