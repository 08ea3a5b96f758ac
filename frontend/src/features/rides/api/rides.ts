import { rideList, rideTrace } from '@lakehouse/contracts/api/rides.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'

/** What to look for; empty text is anything. */
export interface RideFilter {
  readonly city: string
  readonly status: string
  readonly text: string
  readonly minutes: string
}

/** Rides, newest request first. */
export function ridesQuery(filter: RideFilter) {
  const search = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''))
  return apiQuery(`/api/rides?${search}`, rideList)
}

/** One ride from its records in Kafka to every row it has a part in. */
export function rideTraceQuery(rideId: string) {
  return apiQuery(`/api/rides/${encodeURIComponent(rideId)}`, rideTrace)
}
