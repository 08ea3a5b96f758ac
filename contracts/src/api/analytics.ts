import { z } from 'zod'
import { analyticsBuild } from '../analytics-build.ts'
import { queryResult } from './query-result.ts'

/** The task that builds the marts, tests and publishes them; run by `POST /api/tasks/{task}/runs`. */
export const BUILD_TASK = 'dbt-build'

/** `GET /api/analytics/build`: what the last `npm run dbt -- build` of this stack came to. */
export const lastBuild = z.object({
  /** Null while there was none. */
  build: analyticsBuild.nullable(),
  /** dbt's documentation, a page of the control plane's own address; null while none was generated. */
  docs: z.object({ url: z.url(), generated_at: z.iso.datetime() }).nullable(),
  server_now: z.iso.datetime(),
})
export type LastBuild = z.infer<typeof lastBuild>

/** The marts that dbt publishes, in the order the page shows them. */
export const martNames = [
  'revenue_and_trips_hourly',
  'driver_payouts_daily',
  'ride_surge',
  'zone_surge_history',
  'match_quality',
  'ride_funnel',
  'driver_utilisation',
] as const
export type MartName = (typeof martNames)[number]

/**
 * What can be read of the published marts, each by the file `trino/queries/marts/<view>.sql`: the rows of each mart, and
 * sums of those that are too long to draw.
 */
export const martViews = [
  ...martNames,
  'payouts_by_day',
  'rides_by_surge',
  'zone_surge_by_city',
  'drivers_by_utilisation',
] as const
export type MartView = (typeof martViews)[number]

/** A view gives at most this many rows, the newest ones. */
export const MOST_MART_ROWS = 5_000

/** `GET /api/analytics/marts/{view}`: every cell as text or null, in the envelope of every query. */
export const martRows = queryResult(z.array(z.string().nullable())).extend({
  /** The question that the view answers. */
  question: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
})
export type MartRows = z.infer<typeof martRows>
