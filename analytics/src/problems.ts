import type { FailedCheck } from '@lakehouse/contracts/analytics-build.ts'
import type { NodeResult, Nodes, RunResults } from './artifacts.ts'
import { Failure } from './failure.ts'
import { publishStatement, trusted } from './sql-file.ts'
import type { TrinoSession } from './trino.ts'

const FAILED: readonly NodeResult['status'][] = ['fail', 'error', 'runtime error', 'partial success']

/** How many models and tests ended which way. */
export function countOutcomes({ results }: RunResults) {
  const count = (statuses: readonly string[]) => results.filter(({ status }) => statuses.includes(status)).length
  return {
    passed: count(['success', 'pass', 'no-op']),
    warned: count(['warn']),
    failed: count(FAILED),
    skipped: count(['skipped']),
  }
}

/** Everything that failed or warned, errors first, with the first failing rows of each data test. */
export async function findProblems(run: RunResults, nodes: Nodes, trino: TrinoSession): Promise<FailedCheck[]> {
  const failed = run.results.filter(({ status }) => FAILED.includes(status))
  const warned = run.results.filter(({ status }) => status === 'warn')
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
  const { columns, rows } = await trino.run(publishStatement('failing_rows', { relation: trusted(relation) }))
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])))
}
