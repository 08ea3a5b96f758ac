import { rideStates } from '@lakehouse/contracts/api/overview.ts'
import { namedQuery } from '../../../lib/api/api-query.ts'

/** Rides requested in the last hour, by city and newest state. */
export const rideStatesQuery = namedQuery('ride_states', rideStates)
