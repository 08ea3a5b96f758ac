import { tableFreshness } from '@lakehouse/contracts/api/overview.ts'
import { namedQuery } from '../../../lib/api/api-query.ts'

/** Newest event and newest commit of every Iceberg table. */
export const tableFreshnessQuery = namedQuery('table_freshness', tableFreshness)
