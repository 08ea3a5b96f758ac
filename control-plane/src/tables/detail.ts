import type { TableDetail } from '@lakehouse/contracts/api/tables.ts'
import type { TablesContext } from './context.ts'
import { partitioningOf } from './metadata.ts'
import type { ObservedTable } from './observe.ts'
import { policyInWords } from './policy.ts'
import { summaryOf } from './summaries.ts'
import type { LoadedTable } from './table-catalog.ts'
import { tableSql } from './table-name.ts'
import { trinoStatement } from './trino-file.ts'

const DEADLINE_MS = 10_000
const SAMPLES_MS = 24 * 3_600_000
const RUNS = 50

/** Everything about one table that is cheap to know. */
export function detailOf(
  context: Pick<TablesContext, 'home' | 'store' | 'policy'>,
  observed: ObservedTable,
  jobs: readonly string[],
  ddl: string | null,
): TableDetail {
  const { called, loaded, policy } = observed
  const { metadata } = loaded
  return {
    summary: summaryOf(context, observed),
    columns: [...metadata.columns],
    layouts: metadata.specs.map((spec) => ({
      spec_id: spec.id,
      partitioning: partitioningOf(spec),
      current: spec.id === metadata.spec.id,
    })),
    properties: { ...metadata.properties },
    ddl,
    samples: thinned(context.store.samples(called, new Date(Date.now() - SAMPLES_MS))),
    runs: context.store.runs(RUNS, called),
    jobs: [...jobs],
    policy: policyInWords(policy, context.policy.automatic),
    server_now: new Date().toISOString(),
  }
}

const MOST_SAMPLES = 300

/** At most so many of them, evenly, the newest always. */
function thinned<T>(samples: readonly T[]): T[] {
  const step = Math.ceil(samples.length / MOST_SAMPLES)
  return samples.filter((_, index) => (samples.length - 1 - index) % Math.max(1, step) === 0)
}

/** The statement that would create the table, in Trino's words. @throws {Failure} */
export async function ddlOf(
  context: Pick<TablesContext, 'root' | 'trino'>,
  { table }: Pick<LoadedTable, 'table'>,
): Promise<string> {
  const statement = trinoStatement(context.root, 'maintenance/show_create', { table: tableSql(table) })
  const { rows } = await context.trino.query(statement, DEADLINE_MS)
  return String(rows[0]?.[0] ?? '')
}
