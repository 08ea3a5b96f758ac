import type { QueryResult } from '@lakehouse/contracts/api/query-result.ts'
import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import type { Freshness, TablesFreshness } from './freshness.ts'
import type { LiveOrStale } from './live-answer.ts'

/** What every answer says about itself besides its rows. */
export async function envelope(
  query: string,
  answer: LiveOrStale<unknown>,
  tables: readonly IcebergTable[],
  freshness: TablesFreshness,
): Promise<Omit<QueryResult<never>, 'rows'>> {
  const dated: Freshness = await freshness.of(tables)
  return {
    query,
    state: answer.cause === null ? 'live' : 'stale',
    cause: answer.cause,
    ...dated,
    fetched_at: answer.fetchedAt.toISOString(),
    query_ms: answer.queryMs,
    server_now: new Date().toISOString(),
  }
}
