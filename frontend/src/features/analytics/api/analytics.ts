import { lastBuild, type MartView, martRows } from '@lakehouse/contracts/api/analytics.ts'
import { lineage } from '@lakehouse/contracts/api/lineage.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'

/** What the last build came to. */
export const lastBuildQuery = apiQuery('/api/analytics/build', lastBuild)

/** The rows of a published mart, or a sum of them. */
export function martRowsQuery(view: MartView) {
  return apiQuery(`/api/analytics/marts/${view}`, martRows)
}

/** From topic to exposure. */
export const lineageQuery = apiQuery('/api/lineage', lineage)

/** These change with a build, not by the second; milliseconds. */
export const BUILD_PACE_MS = 5_000
export const MART_PACE_MS = 30_000
