import { zoneSurgeAt } from '@lakehouse/contracts/api/drivers.ts'
import { zoneSurge } from '@lakehouse/contracts/api/overview.ts'
import { queryResult } from '@lakehouse/contracts/api/query-result.ts'
import { type ApiQuery, apiQuery, namedQuery } from '../../../lib/api/api-query.ts'

const rows = queryResult(zoneSurge)

/** Each zone's surge, now or at an ISO-8601 moment. */
export function zoneSurgeQuery(at: string | null): ApiQuery<ReturnType<typeof rows.parse>> {
  if (at === null) return namedQuery('zone_surge', zoneSurge)
  return apiQuery(`/api/zones/surge?${new URLSearchParams({ at })}`, zoneSurgeAt)
}
