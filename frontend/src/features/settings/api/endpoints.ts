import { endpointList } from '@lakehouse/contracts/api/system.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'

/** Where each part listens. */
export const endpointsQuery = apiQuery('/api/endpoints', endpointList)
/** Addresses change only when the stack is started anew. */
export const ENDPOINTS_SLOWEST_MS = 30_000
