import { inside } from '../code.ts'
import type { Found, Rule } from '../rule.ts'
import { allSelects, viewsBehind } from '../script.ts'
import { isIntervalJoin, windowFunction } from '../select.ts'

/** An interval join holds its watermark back by its widest bound, and every window after it closes that much later. */
export const windowAfterIntervalJoin: Rule = {
  name: 'window-after-interval-join',
  severity: 'warning',
  *check(script): Iterable<Found> {
    for (const select of allSelects(script)) {
      const window = windowFunction(select)
      if (window === undefined) continue
      const from = select.clauses.get('FROM') ?? []
      const behind = viewsBehind(script, inside(from, from.indexOf(window) + 1))
      const joining = [...behind].find((view) =>
        view.selects.some((inner) => inner.joins.some((join) => isIntervalJoin(inner, join))),
      )
      if (joining === undefined) continue
      yield {
        at: window,
        message: `this ${window.word} window reads ${joining.name}, an interval join: the join holds the watermark back by its interval, so every window closes that much late`,
        instead: 'the window over the streams themselves, before they are joined',
      }
    }
  },
}
