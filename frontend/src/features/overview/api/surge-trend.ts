import { surgeTrend } from '@lakehouse/contracts/api/overview.ts'
import { namedQuery } from '../../../lib/api/api-query.ts'

/** Each city's closed surge windows of the last 30 minutes. */
export const surgeTrendQuery = namedQuery('surge_trend', surgeTrend)
export const SURGE_TREND_MINUTES = 30
