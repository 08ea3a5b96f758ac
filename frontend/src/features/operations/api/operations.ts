import { operationList } from '@lakehouse/contracts/api/operations.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'

/** How many operations are asked for at a time. */
export const PAGE = 100

export interface Filters {
  readonly object: string
  readonly kind: string
  readonly outcome: string
}

/** The newest operations that fit; an empty filter means any. */
export function operationsQuery(filters: Filters, before: number | null) {
  const wanted = Object.entries({ ...filters, before: before === null ? '' : String(before) })
  const search = new URLSearchParams([['limit', String(PAGE)], ...wanted.filter(([, value]) => value !== '')])
  return apiQuery(`/api/operations?${search}`, operationList)
}
