import { driverPositions } from '@lakehouse/contracts/api/drivers.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'

/** Where the drivers of a city are by their newest pings, now or at an ISO-8601 moment. */
export function driverPositionsQuery(city: string, at: string | null) {
  const search = new URLSearchParams({ city, ...(at === null ? {} : { at }) })
  return apiQuery(`/api/drivers?${search}`, driverPositions)
}
