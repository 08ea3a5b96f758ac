import { zoneSurge } from '@lakehouse/contracts/api/overview.ts'
import { namedQuery } from '../../../lib/api/api-query.ts'

/** Each zone's newest closed surge window of the last 5 minutes. */
export const zoneSurgeQuery = namedQuery('zone_surge', zoneSurge)
