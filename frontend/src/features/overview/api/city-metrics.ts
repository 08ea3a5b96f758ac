import { cityMinute } from '@lakehouse/contracts/api/overview.ts'
import { namedQuery } from '../../../lib/api/api-query.ts'

/** Each city's closed minutes of the last hour. */
export const cityMetricsQuery = namedQuery('city_metrics', cityMinute)
