import { z } from 'zod'

const instant = z.iso.datetime()

/** Rows that one execution keeps at most; the query is ended in Trino once it has given them. */
export const MOST_SQL_ROWS = 10_000
export const USUAL_SQL_ROWS = 1_000
/** Longest statement, characters. */
export const MOST_SQL_LENGTH = 100_000

/** `POST /api/sql`: one statement, as a Trino user that may only read. */
export const sqlRequest = z.object({
  sql: z.string().trim().min(1, 'there is no SQL').max(MOST_SQL_LENGTH),
  /** `explain`: show Trino's plan instead of running it. */
  mode: z.enum(['run', 'explain']).default('run'),
  row_limit: z.int().min(1).max(MOST_SQL_ROWS).default(USUAL_SQL_ROWS),
})
export type SqlRequest = z.infer<typeof sqlRequest>

export const sqlColumn = z.object({ name: z.string(), type: z.string() })

export const sqlExecution = z.object({
  id: z.int(),
  sql: z.string(),
  mode: z.enum(['run', 'explain']),
  state: z.enum(['running', 'succeeded', 'failed', 'cancelled']),
  submitted_at: instant,
  ended_at: instant.nullable(),
  row_limit: z.int(),
  row_count: z.int(),
  /** Trino had more rows, or longer ones, than this console keeps. */
  truncated: z.boolean(),
  /** Trino's own id, by which its page shows the query; null before Trino has answered. */
  query_id: z.string().nullable(),
  /** What Trino said, and where in the statement when it said so. */
  error: z
    .object({ name: z.string(), message: z.string(), line: z.int().nullable(), column: z.int().nullable() })
    .nullable(),
  /** What Trino has done so far; counts as text, exact. */
  progress: z.object({
    state: z.string(),
    percent: z.number().nullable(),
    rows_read: z.string(),
    bytes_read: z.string(),
  }),
})
export type SqlExecution = z.infer<typeof sqlExecution>

/** `GET /api/sql/{id}`: with the rows, as text, while they are kept (the newest few executions, for a while). */
export const sqlAnswer = sqlExecution.extend({
  columns: z.array(sqlColumn),
  rows: z.array(z.array(z.string().nullable())),
  rows_kept: z.boolean(),
  server_now: instant,
})
export type SqlAnswer = z.infer<typeof sqlAnswer>

/** `GET /api/sql`: newest first. */
export const sqlHistory = z.object({ executions: z.array(sqlExecution), server_now: instant })
export type SqlHistory = z.infer<typeof sqlHistory>

/** `GET /api/sql/tables`: what there is to query, for completion. */
export const sqlTables = z.object({
  tables: z.array(z.object({ schema: z.string(), name: z.string(), columns: z.array(sqlColumn) })),
  server_now: instant,
})
export type SqlTables = z.infer<typeof sqlTables>
