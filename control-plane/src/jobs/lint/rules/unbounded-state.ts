import type { CodeToken } from '../code.ts'
import type { Found, Rule } from '../rule.ts'
import { allSelects, type Script } from '../script.ts'
import { isIntervalJoin, isLateral, type Select, windowFunction } from '../select.ts'

const SETTING = 'table.exec.state.ttl'

/** What keeps something for every key it has ever seen grows until the disk or the checkpoint deadline ends it. */
export const unboundedState: Rule = {
  name: 'unbounded-state',
  severity: 'warning',
  *check(script): Iterable<Found> {
    if (hasTtl(script)) return
    for (const select of allSelects(script)) {
      if (select.items.some(({ kind, text }) => kind === 'hint' && /\bSTATE_TTL\s*\(/i.test(text))) continue
      for (const { at, what } of keptForEver(select)) {
        yield {
          at,
          message: `${what} keeps state for every key it has ever seen, and nothing ever removes it`,
          instead: `SET '${SETTING}' = '24 h'; (how long a key may still be needed), or /*+ STATE_TTL('…' = '1 h') */ at this query`,
        }
      }
    }
  },
}

function hasTtl(script: Script): boolean {
  return script.settings.some(({ key, value }) => key === SETTING && !/^0\b/.test(value.trim()))
}

function* keptForEver(select: Select): Iterable<{ at: CodeToken; what: string }> {
  const { clauses, items, joins, at } = select
  const group = clauses.get('GROUP') ?? []
  if (group[0] !== undefined && windowFunction(select) === undefined && !ofWindows(group)) {
    yield { at: group[0], what: 'this GROUP BY' }
  }
  if (items[0]?.word === 'DISTINCT') yield { at: items[0], what: 'this SELECT DISTINCT' }
  if (select.followedBy === 'UNION') yield { at, what: 'the UNION without ALL after this SELECT' }
  for (const join of joins) {
    if (!isLateral(join) && !isIntervalJoin(select, join)) yield { at: join.at, what: 'this join without a time bound' }
  }
  for (const [index, token] of items.entries()) {
    if (token.word !== 'OVER') continue
    const over = items.slice(index)
    const ranked = items.slice(0, index).findLast(({ word }) => word.endsWith('RANK') || word === 'ROW_NUMBER')
    if (ofWindows(over)) continue
    if (ranked !== undefined && items.indexOf(ranked) > index - 4) yield { at: ranked, what: `this ${ranked.word}` }
    else if (over.some(({ word }) => word === 'UNBOUNDED')) yield { at: token, what: 'this OVER without a lower bound' }
  }
}

function ofWindows(code: readonly CodeToken[]): boolean {
  return code.some(
    ({ word }) => word === 'WINDOW_START' || word === 'WINDOW_END' || word === 'TUMBLE' || word === 'HOP',
  )
}
