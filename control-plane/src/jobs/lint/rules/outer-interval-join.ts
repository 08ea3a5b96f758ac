import type { Found, Rule } from '../rule.ts'
import { type Insert, type Script, viewsBehind } from '../script.ts'
import { isIntervalJoin } from '../select.ts'

const OUTER = ['LEFT', 'RIGHT', 'FULL'] as const

/**
 * An outer interval join gives a row without a partner only after the interval has passed, minutes late. An upsert sink
 * keeps what came last, so that row of NULLs replaces what another branch, or the match itself, had written.
 */
export const outerIntervalJoin: Rule = {
  name: 'outer-interval-join',
  severity: 'error',
  *check(script): Iterable<Found> {
    const told = new Set<unknown>()
    for (const insert of script.inserts) {
      if (!isUpsert(script, insert)) continue
      const selects = [...insert.selects, ...[...viewsBehind(script, insert.code)].flatMap((view) => view.selects)]
      for (const select of selects) {
        for (const join of select.joins) {
          const outer = OUTER.find((kind) => join.kinds.has(kind))
          if (outer === undefined || !isIntervalJoin(select, join) || told.has(join)) continue
          told.add(join)
          yield {
            at: join.at,
            message: `a ${outer} interval join feeds ${insert.target}, which keeps the last row of each key: rows without a partner come only after the interval has passed, and overwrite with NULL what is there`,
            instead:
              'an inner JOIN for the match in an INSERT of its own, and the rows that need no partner straight to the table',
          }
        }
      }
    }
  },
}

function isUpsert(script: Script, insert: Insert): boolean {
  return (script.tables.find(({ name }) => name === insert.target)?.primaryKey.length ?? 0) > 0
}
