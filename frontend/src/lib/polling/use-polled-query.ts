import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApiQuery } from '../api/api-query.ts'
import { usePaused } from '../pause.ts'
import { useSettings } from '../settings.ts'
import { pollDelay } from './delay.ts'
import { failureStreak } from './failures.ts'
import { type FeedState, type Freshness, feedStateOf, freshnessOf } from './feed-state.ts'

/** What a panel needs to know of its numbers besides the numbers. */
export interface Feed {
  readonly state: FeedState
  readonly freshness: Freshness | null
  readonly retry: () => void
}

interface Counted {
  readonly queryHash: string
  readonly state: { readonly dataUpdateCount: number; readonly errorUpdateCount: number }
}

/** Milliseconds from a query's newest answer or failure to its next poll. */
function delayOf(query: Counted, intervalMs: number): number {
  const seed = `${query.queryHash}:${query.state.dataUpdateCount}:${query.state.errorUpdateCount}`
  return pollDelay(intervalMs, failureStreak(query)?.count ?? 0, seed)
}

/**
 * Follows a request at the page's pace: never two at once (the timer starts when the last answer is in), not while
 * the tab is hidden or the page paused (then not on focus or reconnect either), slower after failures.
 * @param slowest at least this many milliseconds between polls, for what changes rarely.
 */
export function usePolledQuery<T>(
  { queryKey, queryFn }: ApiQuery<T>,
  slowest = 0,
): { readonly data: T | undefined; readonly feed: Feed } {
  const paused = usePaused()
  const intervalMs = Math.max(useSettings().refreshMs, slowest)
  // Reading these fields subscribes this component to their changes.
  const { data, dataUpdatedAt, errorUpdateCount, refetch } = useQuery({
    queryKey,
    queryFn,
    retry: false,
    networkMode: 'always',
    staleTime: intervalMs / 2,
    refetchOnMount: !paused,
    refetchOnWindowFocus: !paused,
    refetchOnReconnect: !paused,
    refetchInterval: paused ? false : (query) => delayOf(query, intervalMs),
  })
  const query = useQueryClient().getQueryCache().find({ queryKey, exact: true })
  const streak = query && errorUpdateCount > 0 ? failureStreak(query) : undefined
  const retryDelay = query && !paused ? delayOf(query, intervalMs) : null
  return {
    data,
    feed: {
      state: feedStateOf({ data, dataUpdatedAt, streak, retryDelay }),
      freshness: freshnessOf(data),
      retry: () => void refetch(),
    },
  }
}
