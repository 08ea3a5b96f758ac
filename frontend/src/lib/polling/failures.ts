import type { QueryFunction, QueryFunctionContext } from '@tanstack/react-query'
import { ApiFailure } from '../api/api-failure.ts'

/** Failures in a row of one query. TanStack forgets them at each new try, but a panel must not. */
export interface FailureStreak {
  /** First and last failure of the streak, milliseconds since 1970 on this machine's clock. */
  readonly since: number
  readonly last: number
  readonly count: number
  readonly failure: ApiFailure
}

const streaks = new WeakMap<object, FailureStreak>()

/** The failures since the query last answered, if its newest try failed. */
export function failureStreak(query: object): FailureStreak | undefined {
  return streaks.get(query)
}

/** Wraps a request so that its failures in a row are counted until one succeeds. */
export function rememberFailures<T>(request: (context: QueryFunctionContext) => Promise<T>): QueryFunction<T> {
  return async (context) => {
    const query = context.client.getQueryCache().find({ queryKey: context.queryKey, exact: true })
    try {
      const data = await request(context)
      if (query) streaks.delete(query)
      return data
    } catch (cause) {
      if (query && !context.signal.aborted) streaks.set(query, extend(streaks.get(query), cause))
      throw cause
    }
  }
}

function extend(streak: FailureStreak | undefined, cause: unknown): FailureStreak {
  const last = Date.now()
  const failure =
    cause instanceof ApiFailure
      ? cause
      : new ApiFailure(`the page itself failed: ${cause}`, 'Reload the page; if it stays, report the text above.', {
          cause,
        })
  return { since: streak?.since ?? last, last, count: (streak?.count ?? 0) + 1, failure }
}
