import type { QueryResult } from '@lakehouse/contracts/api/query-result.ts'
import type { LiveOrStale } from './live-answer.ts'

/** An answer with how fresh it is: the newest event in it and the newest commit it saw. */
export interface Dated<T> {
  readonly rows: T
  readonly newestEventTime: string | null
  readonly committedAt: Date | null
}

/** What every answer says about itself besides its rows. */
export function envelope(query: string, answer: LiveOrStale<Dated<unknown>>): Omit<QueryResult<never>, 'rows'> {
  return {
    query,
    state: answer.cause === null ? 'live' : 'stale',
    cause: answer.cause,
    newest_event_time: answer.value.newestEventTime,
    committed_at: answer.value.committedAt?.toISOString() ?? null,
    fetched_at: answer.fetchedAt.toISOString(),
    query_ms: answer.queryMs,
    server_now: new Date().toISOString(),
  }
}

/** The latest of ISO-8601 instants in UTC. They sort as text because Trino prints all with the same six digits. */
export function newest(instants: readonly (string | null)[]): string | null {
  return (
    instants
      .filter((instant) => instant !== null)
      .sort()
      .at(-1) ?? null
  )
}
