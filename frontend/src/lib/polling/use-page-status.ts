import { type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { failureStreak } from './failures.ts'
import { type FeedState, feedStateOf, freshnessOf, worstState } from './feed-state.ts'

/** The whole page in one line: the worst of its feeds, and the newest event and commit shown anywhere on it. */
export interface PageStatus {
  readonly kind: FeedState['kind']
  readonly cause: string | null
  readonly newestEvent: number | null
  readonly committed: number | null
}

function pageStatus(cache: QueryCache): PageStatus {
  const active = cache.getAll().filter((query) => query.isActive())
  const worst = worstState(
    active.map((query) =>
      feedStateOf({
        data: query.state.data,
        dataUpdatedAt: query.state.dataUpdatedAt,
        streak: failureStreak(query),
        retryDelay: null,
      }),
    ),
  )
  const freshness = active.map((query) => freshnessOf(query.state.data))
  return {
    kind: active.length === 0 ? 'loading' : worst.kind,
    cause: 'cause' in worst ? worst.cause : null,
    newestEvent: newest(freshness.map((it) => it?.newestEvent ?? null)),
    committed: newest(freshness.map((it) => it?.committed ?? null)),
  }
}

function newest(times: readonly (number | null)[]): number | null {
  return times.reduce((latest, time) => (time !== null && (latest === null || time > latest) ? time : latest), null)
}

/** Status of the page that is shown; renders again only when it changes. */
export function usePageStatus(): PageStatus {
  const cache = useQueryClient().getQueryCache()
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache])
  const text = useSyncExternalStore(subscribe, () => JSON.stringify(pageStatus(cache)))
  return JSON.parse(text)
}
