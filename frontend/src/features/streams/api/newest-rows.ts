import { newestRows } from '@lakehouse/contracts/api/streams.ts'
import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'
import { NEWEST } from './topic-tail.ts'

/** The newest rows of an Iceberg table. */
export function newestRowsQuery(table: IcebergTable) {
  return apiQuery(`/api/tables/${table}/rows?limit=${NEWEST}`, newestRows)
}
