import { z } from 'zod'

const streamingPlan = z.object({
  nodes: z.array(
    z.object({
      id: z.int(),
      type: z.string(),
      contents: z.string(),
      parallelism: z.int(),
      predecessors: z.array(z.object({ id: z.int(), ship_strategy: z.string() })).default([]),
    }),
  ),
})
const planNode = z.object({
  id: z.int(),
  kind: z.string(),
  contents: z.string(),
  parallelism: z.int(),
  inputs: z.array(z.object({ id: z.int(), ship: z.string() })),
})
export const planGraph = z.array(planNode)

/** One operator of a job's stream graph, as Flink's planner tells of it. */
export type PlanNode = z.infer<typeof planNode>
/** The operators in the order of their numbers. */
export type PlanGraph = z.infer<typeof planGraph>

const PHYSICAL_PLAN = '== Physical Execution Plan =='

/** The part of an EXPLAIN for people, and the graph in its JSON_EXECUTION_PLAN. */
export function readExplained(explained: string): { readonly text: string; readonly graph: PlanGraph } {
  const at = explained.indexOf(PHYSICAL_PLAN)
  if (at < 0) throw new Error(`an EXPLAIN without "${PHYSICAL_PLAN}": ${explained.slice(0, 200)}`)
  const { nodes } = streamingPlan.parse(JSON.parse(explained.slice(at + PHYSICAL_PLAN.length)))
  const graph = nodes.map(({ id, type, contents, parallelism, predecessors }) => ({
    id,
    // The planner numbers its nodes anew each time: `Calc[12]`, `[12]:Calc(…)`.
    kind: type.replaceAll(/\[\d+\]/g, ''),
    contents: contents.replaceAll(/\[\d+\]:/g, ''),
    parallelism,
    inputs: predecessors.map((input) => ({ id: input.id, ship: input.ship_strategy })),
  }))
  return { text: explained.slice(0, at).trimEnd(), graph: withTables(graph.sort((a, b) => a.id - b.id)) }
}

/** Committers are all called the same; the table each commits to is in the name of what follows it. */
function withTables(graph: PlanGraph): PlanGraph {
  return graph.map((node) => {
    if (node.kind !== 'IcebergFilesCommitter') return node
    const next = graph.find(({ inputs }) => inputs.some(({ id }) => id === node.id))
    const table = /^IcebergSink (\S+): Writer$/.exec(next?.kind ?? '')?.[1]
    return table === undefined ? node : { ...node, kind: `IcebergFilesCommitter of ${table}` }
  })
}
