import type { BuildCheck } from '@lakehouse/contracts/analytics-build.ts'
import type { Node, NodeResult, Nodes, RunResults } from './artifacts.ts'
import { Failure } from './failure.ts'

const OUTCOMES: Readonly<Record<NodeResult['status'], BuildCheck['outcome']>> = {
  success: 'passed',
  pass: 'passed',
  'no-op': 'passed',
  warn: 'warned',
  fail: 'failed',
  error: 'failed',
  'runtime error': 'failed',
  'partial success': 'failed',
  skipped: 'skipped',
}

/** How a model or test ended. */
export const outcomeOf = ({ status }: NodeResult): BuildCheck['outcome'] => OUTCOMES[status]

/** Everything that dbt ran or skipped, in the order it ended. @throws {Failure} for what the manifest does not know. */
export function dbtChecks(run: RunResults, nodes: Nodes): BuildCheck[] {
  return run.results.flatMap((result): BuildCheck[] => {
    // An exposure is a use of the models: dbt lists it, but there is nothing to run.
    if (result.unique_id.startsWith('exposure.')) return []
    const node = nodes.get(result.unique_id)
    if (node === undefined) throw new Failure(`dbt's manifest does not know ${result.unique_id}, which it ran just now`)
    const kind = kindOf(node)
    return [
      {
        name: node.name,
        file: node.original_file_path,
        kind,
        outcome: outcomeOf(result),
        seconds: result.execution_time,
        failures: result.failures,
        of: kind === 'model' ? [node.name] : (node.depends_on?.nodes ?? []).map(nameOf),
      },
    ]
  })
}

/** How many ended which way. */
export function countOutcomes(checks: readonly BuildCheck[]) {
  const count = (outcome: BuildCheck['outcome']) => checks.filter((check) => check.outcome === outcome).length
  return { passed: count('passed'), warned: count('warned'), failed: count('failed'), skipped: count('skipped') }
}

function kindOf({ resource_type }: Node): BuildCheck['kind'] {
  if (resource_type === 'test') return 'data test'
  return resource_type === 'unit_test' ? 'unit test' : 'model'
}

/** `ride_surge` of `model.lakehouse.ride_surge`. */
function nameOf(uniqueId: string): string {
  return uniqueId.split('.').at(-1) ?? uniqueId
}
