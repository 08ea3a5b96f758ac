import { serverNow } from '../server-clock.ts'
import type { FailureStreak } from './failures.ts'

/** How far a query's numbers can be trusted. The fifth state of a panel, empty, follows from the data itself. */
export type FeedState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'live' }
  | {
      readonly kind: 'stale'
      /** When the shown numbers were true, server time in milliseconds. */
      readonly since: number
      readonly cause: string
      readonly nextTryAt: number | null
    }
  | {
      readonly kind: 'error'
      readonly since: number
      readonly cause: string
      readonly action: string
      readonly nextTryAt: number | null
    }

/** When the things a query shows happened, and when a commit made them visible; server time in milliseconds. */
export interface Freshness {
  readonly newestEvent: number | null
  readonly committed: number | null
  readonly fetched: number
  readonly queryMs: number
}

/** The part of a named query's answer that says how fresh it is. */
interface Dated {
  readonly state: 'live' | 'stale'
  readonly cause: string | null
  readonly newest_event_time: string | null
  readonly committed_at: string | null
  readonly fetched_at: string
  readonly query_ms: number
}

function isDated(data: unknown): data is Dated {
  return typeof data === 'object' && data !== null && 'state' in data && 'fetched_at' in data
}

/** Freshness of an answer, if it is one that carries it. */
export function freshnessOf(data: unknown): Freshness | null {
  if (!isDated(data)) return null
  return {
    newestEvent: data.newest_event_time === null ? null : Date.parse(data.newest_event_time),
    committed: data.committed_at === null ? null : Date.parse(data.committed_at),
    fetched: Date.parse(data.fetched_at),
    queryMs: data.query_ms,
  }
}

export interface Observed {
  readonly data: unknown
  /** When `data` arrived, this machine's clock. */
  readonly dataUpdatedAt: number
  readonly streak: FailureStreak | undefined
  /** Milliseconds from the last failure to the next try; null when no try is planned (paused). */
  readonly retryDelay: number | null
}

/** Good data is never lost to a failure: with data a failure is staleness, without it is an error. */
export function feedStateOf({ data, dataUpdatedAt, streak, retryDelay }: Observed): FeedState {
  const toServer = serverNow() - Date.now()
  if (streak) {
    const nextTryAt = retryDelay === null ? null : streak.last + retryDelay + toServer
    const { message: cause, action } = streak.failure
    if (data === undefined) return { kind: 'error', since: streak.since + toServer, cause, action, nextTryAt }
    const since = isDated(data) ? Date.parse(data.fetched_at) : dataUpdatedAt + toServer
    return { kind: 'stale', since, cause: `${cause} ${action}`, nextTryAt }
  }
  if (data === undefined) return { kind: 'loading' }
  if (isDated(data) && data.state === 'stale') {
    return {
      kind: 'stale',
      since: Date.parse(data.fetched_at),
      cause: data.cause ?? 'The control plane gave no cause.',
      nextTryAt: null,
    }
  }
  return { kind: 'live' }
}

const order = ['live', 'loading', 'stale', 'error'] as const

/** The state of a panel that needs all of `states`: the worst of them. */
export function worstState(states: readonly FeedState[]): FeedState {
  return states.reduce<FeedState>(
    (worst, state) => (order.indexOf(state.kind) > order.indexOf(worst.kind) ? state : worst),
    { kind: 'live' },
  )
}
