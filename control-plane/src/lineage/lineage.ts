import type { AnalyticsBuild } from '@lakehouse/contracts/analytics-build.ts'
import type { Lineage, LineageNode } from '@lakehouse/contracts/api/lineage.ts'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { flowOfJob } from './flow.ts'
import { flowOfManifest, type Manifest } from './manifest.ts'

const NO_MANIFEST = 'dbt has not run on this stack, so its models are not known. Run: npm run dbt -- build'

/** The whole way of the data. What Flink and dbt both know of a table is put together. */
export function joinLineage(
  jobs: readonly JobSpec[],
  manifest: Manifest | null,
  build: AnalyticsBuild | null,
): Omit<Lineage, 'server_now'> {
  const graphs = [...jobs.map(flowOfJob), ...(manifest === null ? [] : [flowOfManifest(manifest, build)])]
  const nodes = new Map<string, LineageNode>()
  for (const node of graphs.flatMap((graph) => graph.nodes)) {
    const known = nodes.get(node.id)
    nodes.set(node.id, known === undefined ? node : { ...known, about: known.about || node.about })
  }
  const edges = new Map(graphs.flatMap((graph) => graph.edges).map((edge) => [`${edge.from} ${edge.to}`, edge]))
  return {
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    incomplete: manifest === null ? NO_MANIFEST : null,
  }
}
