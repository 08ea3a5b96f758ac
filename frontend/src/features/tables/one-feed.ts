import type { UseQueryResult } from '@tanstack/react-query'
import { ApiFailure } from '../../lib/api/api-failure.ts'
import type { Feed } from '../../lib/polling/use-polled-query.ts'

/** What a panel needs to know of an answer that is asked once and not polled. */
export function feedOf({ data, error, errorUpdatedAt, refetch }: UseQueryResult<unknown>): Feed {
  const retry = () => void refetch()
  if (error !== null) {
    const action = error instanceof ApiFailure ? error.action : ''
    return {
      state: { kind: 'error', since: errorUpdatedAt, cause: error.message, action, nextTryAt: null },
      freshness: null,
      retry,
    }
  }
  return { state: { kind: data === undefined ? 'loading' : 'live' }, freshness: null, retry }
}
