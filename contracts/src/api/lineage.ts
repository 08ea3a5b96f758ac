import { z } from 'zod'

/** From where data comes to where it is used, in this order. */
export const lineageKinds = ['topic', 'job', 'table', 'model', 'exposure'] as const
export type LineageKind = (typeof lineageKinds)[number]

export const lineageNode = z.object({
  /** `<kind>:<name>`, for a PostgreSQL table `table:postgres.<name>`. */
  id: z.string(),
  kind: z.enum(lineageKinds),
  name: z.string(),
  /** What it is, in a sentence or two; empty where nobody wrote it down. */
  about: z.string(),
  /** The file that defines it, relative to the project; null where none does. */
  file: z.string().nullable(),
  /** More of its kind: staging, intermediate or marts of a model; iceberg or postgres of a table. */
  layer: z.string().nullable(),
  /** Of a model in the last build, its tests included; null for everything else and for what was not in it. */
  state: z.enum(['passed', 'warned', 'failed', 'skipped']).nullable(),
})
export type LineageNode = z.infer<typeof lineageNode>

export const lineageEdge = z.object({ from: z.string(), to: z.string() })
export type LineageEdge = z.infer<typeof lineageEdge>

/** `GET /api/lineage`: topic → job → table → model → exposure, from the job files and dbt's manifest. No cycles. */
export const lineage = z.object({
  nodes: z.array(lineageNode),
  edges: z.array(lineageEdge),
  /** Why models and exposures are missing, and what to do; null when they are there. */
  incomplete: z.string().nullable(),
  server_now: z.iso.datetime(),
})
export type Lineage = z.infer<typeof lineage>
