import { health } from '@lakehouse/contracts/api/health.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'

/** Every part of the stack, checked by the control plane. */
export const healthQuery = apiQuery('/api/health', health)
/** Parts are checked no more often than this, milliseconds. */
export const HEALTH_SLOWEST_MS = 5_000
