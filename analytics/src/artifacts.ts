import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What we read of dbt's own records of a run: https://docs.getdbt.com/reference/artifacts/dbt-artifacts */
const runResults = z.object({
  metadata: z.object({ invocation_id: z.string(), generated_at: z.string() }),
  elapsed_time: z.number(),
  results: z.array(
    z.object({
      unique_id: z.string(),
      status: z.enum([
        'success',
        'pass',
        'warn',
        'fail',
        'error',
        'skipped',
        'partial success',
        'no-op',
        'runtime error',
      ]),
      message: z.string().nullable(),
      failures: z.int().nullable(),
      relation_name: z.string().nullable().optional(),
      /** Seconds. */
      execution_time: z.number(),
    }),
  ),
})
export type RunResults = z.infer<typeof runResults>
export type NodeResult = RunResults['results'][number]

const node = z.object({
  name: z.string(),
  description: z.string().optional(),
  original_file_path: z.string(),
  resource_type: z.string(),
  tags: z.array(z.string()).optional(),
  /** Other nodes' unique_ids. */
  depends_on: z.object({ nodes: z.array(z.string()).optional() }).optional(),
  config: z.looseObject({ properties: z.record(z.string(), z.string()).nullish() }),
})
export type Node = z.infer<typeof node>

const manifest = z.object({ nodes: z.record(z.string(), node), unit_tests: z.record(z.string(), node) })

/** The models and tests of the project, unit tests too, by dbt's unique_id. */
export type Nodes = ReadonlyMap<string, Node>

const read = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'))

/** What the run in this target folder did. @throws {Error} when dbt left no readable record. */
export function readRunResults(target: string): RunResults {
  return runResults.parse(read(target, 'run_results.json'))
}

/** The project as dbt understood it. @throws {Error} when dbt left no readable manifest. */
export function readNodes(target: string): Nodes {
  const { nodes, unit_tests } = manifest.parse(read(target, 'manifest.json'))
  return new Map([...Object.entries(nodes), ...Object.entries(unit_tests)])
}
