import { z } from 'zod'
import { zoneSurge } from './overview.ts'
import { exactNumber, queryResult } from './query-result.ts'

/**
 * Iceberg tables: their health, upkeep, history and layout.
 * A table is called by its name alone in schema `ride_hailing` (`iceberg_ride_events`), else as `schema.name`.
 */

/** 64-bit, so text. */
const snapshotId = z.string().regex(/^\d+$/)
const instant = z.iso.datetime()
const file = { files: z.int(), bytes: z.number() }

/** How a table is written: by Flink keeping one row per key, by Flink adding rows, or by dbt. */
export const tableWritings = ['upsert', 'append', 'model'] as const

/** Who made a commit, as its snapshot summary says. */
export const committers = ['flink', 'trino', 'dbt', 'unknown'] as const
export type Committer = (typeof committers)[number]

export const maintenanceActions = ['optimize', 'optimize_manifests', 'expire_snapshots', 'remove_orphan_files'] as const
export const maintenanceAction = z.enum(maintenanceActions)
export type MaintenanceAction = z.infer<typeof maintenanceAction>

/** One part of the health score: what it lost of its points, and why. */
export const healthPart = z.object({
  name: z.enum(['deletes', 'small files', 'manifests', 'snapshots']),
  points: z.number(),
  of: z.number(),
  /** What was counted, in one line. */
  why: z.string(),
})

/** An action that the policy asks for now, or will not take for a while although its threshold is passed. */
export const dueAction = z.object({
  action: maintenanceAction,
  /** Which threshold is passed. */
  why: z.string(),
  /** How many times over that threshold it is; 1 is just at it. */
  urgency: z.number(),
  /** Why it waits nevertheless; null when it is due now. */
  waits: z.string().nullable(),
})
export type DueAction = z.infer<typeof dueAction>

export const tableCommit = z.object({
  snapshot_id: snapshotId,
  at: instant,
  by: z.enum(committers),
  /** Iceberg's word: append, overwrite, replace, delete. */
  operation: z.string(),
})

export const tableSummary = z.object({
  table: z.string(),
  schema: z.string(),
  name: z.string(),
  writing: z.enum(tableWritings),
  /** Equality fields, or what is unique in it; empty where nothing is known to be. */
  key: z.array(z.string()),
  /** Current partitioning as Trino spells it. */
  partitioning: z.array(z.string()),
  specs: z.int(),
  /** Rows in data files: of an upsert table, rows that deletes take away again are counted too. */
  data_rows: z.number(),
  bytes: z.number(),
  data_files: z.int(),
  delete_files: z.int(),
  /** Keys in equality delete files. */
  equality_deletes: z.number(),
  position_deletes: z.number(),
  /** Mean size of a data file; null without files. */
  mean_file_bytes: z.number().nullable(),
  snapshots: z.int(),
  /** Size of the metadata file that every commit writes anew. */
  metadata_bytes: z.number(),
  newest_commit: tableCommit.nullable(),
  /** The earliest moment that time travel reaches. */
  earliest_at: instant.nullable(),
  health: z.object({ score: z.int(), parts: z.array(healthPart) }),
  due: z.array(dueAction),
  /** The operation that maintains it now. */
  running: z.int().nullable(),
})
export type TableSummary = z.infer<typeof tableSummary>

/** `GET /api/tables` */
export const tableList = z.object({ tables: z.array(tableSummary), server_now: instant })
export type TableList = z.infer<typeof tableList>

/** Files of one kind in one partition of one layout. */
export const layoutPart = z.object({
  spec_id: z.int(),
  /** The layout as Trino spells it, joined by a comma; empty when unpartitioned. */
  layout: z.string(),
  current: z.boolean(),
  /** `{"ride_id_bucket":3}`; empty when unpartitioned. */
  partition: z.string(),
  content: z.enum(['data', 'position_deletes', 'equality_deletes']),
  ...file,
  rows: z.number(),
  small_files: z.int(),
})
export type LayoutPart = z.infer<typeof layoutPart>

/** `GET /api/tables/{table}/files`: read from the table's manifests by Trino. */
export const tableFiles = z.object({
  table: z.string(),
  snapshot_id: snapshotId.nullable(),
  parts: z.array(layoutPart),
  manifests: z.int(),
  manifest_bytes: z.number(),
  /** Below this size a data file counts as small. */
  small_bytes: z.number(),
  server_now: instant,
})
export type TableFiles = z.infer<typeof tableFiles>

/** A size at a moment, sampled by the control plane once a minute. */
export const tableSample = z.object({
  at: instant,
  data_rows: z.number(),
  bytes: z.number(),
  data_files: z.int(),
  delete_files: z.int(),
  snapshots: z.int(),
  metadata_bytes: z.number(),
})
export type TableSample = z.infer<typeof tableSample>

const measure = z.object({ data_files: z.int(), delete_files: z.int(), bytes: z.number(), snapshots: z.int() })

/** One action that was really taken. */
export const maintenanceRun = z.object({
  id: z.int(),
  table: z.string(),
  action: maintenanceAction,
  why: z.string(),
  operation: z.int(),
  started_at: instant,
  ended_at: instant.nullable(),
  /** Null while it goes on, or for ever when its process died in it. */
  outcome: z.enum(['done', 'failed', 'nothing']).nullable(),
  detail: z.string().nullable(),
  before: measure.nullable(),
  after: measure.nullable(),
  /** Milliseconds that the table's probe query took. */
  probe_before_ms: z.number().nullable(),
  probe_after_ms: z.number().nullable(),
  /** CPU seconds in Trino, of the action with its probes and checks. */
  cpu_s: z.number().nullable(),
  attempts: z.int(),
})
export type MaintenanceRun = z.infer<typeof maintenanceRun>

/** `GET /api/tables/{table}` */
export const tableDetail = z.object({
  summary: tableSummary,
  columns: z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean() })),
  /** Every layout files may still have, newest last. */
  layouts: z.array(z.object({ spec_id: z.int(), partitioning: z.array(z.string()), current: z.boolean() })),
  properties: z.record(z.string(), z.string()),
  /** The statement that would create the table as it is, in Trino's words; null while Trino does not answer. */
  ddl: z.string().nullable(),
  /** The last 24 hours, oldest first. */
  samples: z.array(tableSample),
  /** Newest first. */
  runs: z.array(maintenanceRun),
  /** Jobs of `flink/jobs` that write it. */
  jobs: z.array(z.string()),
  /** Thresholds and retention that apply to it, in words. */
  policy: z.array(z.string()),
  server_now: instant,
})
export type TableDetail = z.infer<typeof tableDetail>

/** `GET /api/tables/{table}/maintenance`: what a run now would do. Changes nothing. */
export const plannedAction = z.object({
  action: maintenanceAction,
  /** Whether the policy asks for it now. */
  due: z.boolean(),
  why: z.string(),
  /** "would rewrite 51 files, 12 MB" */
  would: z.string(),
  ...file,
  /** Why it cannot be done now; null when it can. */
  refused: z.string().nullable(),
})
export type PlannedAction = z.infer<typeof plannedAction>
export const maintenancePlan = z.object({ table: z.string(), actions: z.array(plannedAction), server_now: instant })
export type MaintenancePlan = z.infer<typeof maintenancePlan>

/** `POST /api/tables/{table}/maintenance`: these actions, or without any those that the policy asks for. */
export const maintenanceRequest = z.object({ actions: z.array(maintenanceAction).min(1).optional() })

/** One version of a table. */
export const tableSnapshot = z.object({
  snapshot_id: snapshotId,
  parent_id: snapshotId.nullable(),
  at: instant,
  by: z.enum(committers),
  operation: z.string(),
  /** Whether it is the table's present or one of its ancestors; a rollback leaves others beside. */
  ancestor: z.boolean(),
  checkpoint_id: z.int().nullable(),
  job_id: z.string().nullable(),
  added_rows: z.number(),
  removed_rows: z.number(),
  added_files: z.int(),
  removed_files: z.int(),
  data_files: z.int(),
  delete_files: z.int(),
  data_rows: z.number(),
  bytes: z.number(),
  /** Whose newest commit it is that a restart will look for; null when nobody's. */
  held: z.string().nullable(),
})
export type TableSnapshot = z.infer<typeof tableSnapshot>

/** `GET /api/tables/{table}/snapshots?limit=N`: newest first. Moments between two commits show the earlier one. */
export const tableSnapshots = z.object({
  table: z.string(),
  snapshots: z.array(tableSnapshot),
  /** How many there are; the answer may hold fewer. */
  total: z.int(),
  earliest_at: instant.nullable(),
  server_now: instant,
})
export type TableSnapshots = z.infer<typeof tableSnapshots>

/** `GET /api/tables/{table}/diff?from=ID&to=ID`: at most `limit` rows of each kind. */
export const rowChange = z.enum(['added', 'removed', 'changed'])
export const tableDiff = z.object({
  table: z.string(),
  from: tableCommit,
  to: tableCommit,
  /** By which columns a row is told to be the same; empty when whole rows are compared, then nothing is "changed". */
  key: z.array(z.string()),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  counts: z.object({ added: exactNumber, removed: exactNumber, changed: exactNumber }),
  rows: z.array(
    z.object({
      change: rowChange,
      before: z.array(z.string().nullable()).nullable(),
      after: z.array(z.string().nullable()).nullable(),
    }),
  ),
  query_ms: z.number(),
  server_now: instant,
})
export type TableDiff = z.infer<typeof tableDiff>

/** `GET /api/tables/{table}/preview?snapshot=ID&limit=N`: some rows as they were in a snapshot. */
export const tablePreview = z.object({
  table: z.string(),
  snapshot: tableCommit.nullable(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(z.string().nullable())),
  query_ms: z.number(),
  server_now: instant,
})
export type TablePreview = z.infer<typeof tablePreview>

/** `GET /api/time-travel/surge?at=INSTANT`: the surge map as a viewer saw it then. */
export const surgeThen = queryResult(zoneSurge).extend({
  asked_at: instant,
  /** The commit that was the newest at that moment. */
  commit: tableCommit,
  /** The next one; until it, nothing else was visible. Null when `commit` is the newest of all. */
  next_commit_at: instant.nullable(),
  earliest_at: instant,
})
export type SurgeThen = z.infer<typeof surgeThen>

/** `POST /api/tables/{table}/rollback` */
export const rollbackRequest = z.object({
  snapshot_id: snapshotId,
  /** The table's name once more: what was asked for cannot be undone by asking again. */
  confirm: z.string(),
})

/** `GET /api/tables/{table}/rollback?snapshot=ID`: what a rollback would do. Changes nothing. */
export const rollbackPlan = z.object({
  table: z.string(),
  to: tableCommit,
  /** Commits after it, of these by Flink. */
  commits_lost: z.int(),
  flink_commits_lost: z.int(),
  jobs: z.array(z.string()),
  consequences: z.array(z.string()),
  refused: z.string().nullable(),
  server_now: instant,
})
export type RollbackPlan = z.infer<typeof rollbackPlan>

/** `POST /api/tables/{table}/partitioning` */
export const repartitionRequest = z.object({
  partitioning: z.array(z.string().min(1).max(200)).max(4),
  confirm: z.string(),
})
