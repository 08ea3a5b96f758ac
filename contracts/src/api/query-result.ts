import { z } from 'zod'

/**
 * The envelope of every named query's answer. When Trino cannot be asked, the last good rows stay
 * and `state` is `stale` with its cause; an answer that never existed is an HTTP 503 instead.
 */
export const queryResult = <Row extends z.ZodType>(row: Row) =>
  z.object({
    query: z.string(),
    rows: z.array(row),
    state: z.enum(['live', 'stale']),
    /** Why the rows are stale; null while live. */
    cause: z.string().nullable(),
    /** Newest event time and newest Iceberg commit among the tables this query reads. */
    newest_event_time: z.iso.datetime().nullable(),
    committed_at: z.iso.datetime().nullable(),
    /** When Trino gave these rows, and how long it took. */
    fetched_at: z.iso.datetime(),
    query_ms: z.number(),
    server_now: z.iso.datetime(),
  })
export type QueryResult<Row> = {
  query: string
  rows: Row[]
  state: 'live' | 'stale'
  cause: string | null
  newest_event_time: string | null
  committed_at: string | null
  fetched_at: string
  query_ms: number
  server_now: string
}

/** BIGINT and DECIMAL travel as text, so no digit is lost in a float. */
export const exactNumber = z.string().regex(/^-?\d+(\.\d+)?$/)
