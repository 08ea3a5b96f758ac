import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnalyticsBuild } from '@lakehouse/contracts/analytics-build.ts'
import type { LineageNode } from '@lakehouse/contracts/api/lineage.ts'
import { z } from 'zod'
import { type Graph, icebergTableId, postgresTableId } from './flow.ts'

const dependsOn = z.object({ nodes: z.array(z.string()) })

/** What we read of dbt's own description of the project: https://docs.getdbt.com/reference/artifacts/manifest-json */
const manifestSchema = z.object({
  nodes: z.record(
    z.string(),
    z.object({
      resource_type: z.string(),
      name: z.string(),
      description: z.string().default(''),
      original_file_path: z.string(),
      fqn: z.array(z.string()),
      depends_on: dependsOn.partial().optional(),
    }),
  ),
  sources: z.record(z.string(), z.object({ name: z.string(), description: z.string().default('') })),
  exposures: z.record(
    z.string(),
    z.object({
      name: z.string(),
      label: z.string().nullish(),
      description: z.string().default(''),
      original_file_path: z.string(),
      depends_on: dependsOn,
      /** `postgres_tables` names what it reads that dbt cannot see. */
      config: z.looseObject({ meta: z.looseObject({ postgres_tables: z.array(z.string()).optional() }).optional() }),
    }),
  ),
})
export type Manifest = z.infer<typeof manifestSchema>

/** The project as dbt last understood it; null while it never ran here. @throws {Error} when the file is something else. */
export function readManifest(home: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(home, 'dbt', 'target', 'manifest.json'), 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** table → model → exposure, with how each model did in the last build. */
export function flowOfManifest({ nodes, sources, exposures }: Manifest, build: AnalyticsBuild | null): Graph {
  const models = Object.entries(nodes).filter(([, node]) => node.resource_type === 'model')
  const ids = new Map([
    ...Object.entries(sources).map(([id, { name }]) => [id, icebergTableId(name)] as const),
    ...models.map(([id, { name }]) => [id, `model:${name}`] as const),
  ])
  const edgesTo = (to: string, from: readonly string[] = []) =>
    from.flatMap((id) => {
      const source = ids.get(id)
      return source === undefined ? [] : [{ from: source, to }]
    })
  const uses = Object.values(exposures)
  return {
    nodes: [
      ...Object.values(sources).map(({ name, description }) => ({
        ...blank,
        id: icebergTableId(name),
        kind: 'table' as const,
        name,
        about: description.trim(),
        layer: 'iceberg',
      })),
      ...models.map(([, { name, description, original_file_path, fqn }]) => ({
        id: `model:${name}`,
        kind: 'model' as const,
        name,
        about: description.trim(),
        file: `dbt/${original_file_path}`,
        // The folder below models/: staging, intermediate, marts.
        layer: fqn[1] ?? null,
        state: stateOf(name, build),
      })),
      ...uses.map(({ name, label, description, original_file_path }) => ({
        ...blank,
        id: `exposure:${name}`,
        kind: 'exposure' as const,
        name: label ?? name,
        about: description.trim(),
        file: `dbt/${original_file_path}`,
      })),
    ],
    edges: [
      ...models.flatMap(([, { name, depends_on }]) => edgesTo(`model:${name}`, depends_on?.nodes)),
      ...uses.flatMap(({ name, depends_on, config }) => [
        ...edgesTo(`exposure:${name}`, depends_on.nodes),
        ...(config.meta?.postgres_tables ?? []).map((table) => ({
          from: postgresTableId(table),
          to: `exposure:${name}`,
        })),
      ]),
    ],
  }
}

const blank = { about: '', file: null, layer: null, state: null }

/** The worst of a model and its tests. */
function stateOf(name: string, build: AnalyticsBuild | null): LineageNode['state'] {
  const outcomes = new Set((build?.checks ?? []).filter(({ of }) => of.includes(name)).map(({ outcome }) => outcome))
  return (['failed', 'skipped', 'warned', 'passed'] as const).find((outcome) => outcomes.has(outcome)) ?? null
}
