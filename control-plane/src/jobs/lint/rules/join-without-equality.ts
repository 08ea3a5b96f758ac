import { type CodeToken, isName, plainName, splitBy } from '../code.ts'
import type { Found, Rule } from '../rule.ts'
import { allSelects } from '../script.ts'
import { comparedIn, isLateral, type Join } from '../select.ts'

/**
 * Without a column that both sides must share, Flink has nothing to spread the rows by: one task gets all of both
 * inputs and compares every row with every other. https://issues.apache.org/jira/browse/FLINK-15408
 */
export const joinWithoutEquality: Rule = {
  name: 'join-without-equality',
  severity: 'error',
  *check(script): Iterable<Found> {
    for (const select of allSelects(script)) {
      for (const join of select.joins) {
        if (isLateral(join) || join.using || join.kinds.has('NATURAL')) continue
        if (!join.kinds.has('CROSS') && hasEquality(join, comparedIn(select, join))) continue
        yield {
          at: join.at,
          message:
            'this join compares no column of one side with an equal one of the other: a single task gets all rows of both and compares each with each',
          instead:
            'join on a key that both sides have, such as ON a.zone_id = b.zone_id AND …, and keep the rest as further conditions',
        }
      }
    }
  },
}

function hasEquality(join: Join, condition: readonly CodeToken[]): boolean {
  const words = new Set(condition.filter((token) => token.depth === condition[0]?.depth).map(({ word }) => word))
  if (words.has('OR')) return false
  const right = new Set(join.right.filter(isName).map(plainName))
  return splitBy(unwrapped(condition), 'AND').some((part) => {
    const equals = part.findIndex((token) => token.text === '=' && token.depth === part[0]?.depth)
    const comparing = ['<', '>', '!'].includes(part[equals - 1]?.text ?? '')
    if (equals < 0 || comparing) return false
    return bothSides(part.slice(0, equals), part.slice(equals + 1), right)
  })
}

/** `(a AND b)` without its parentheses. */
function unwrapped(condition: readonly CodeToken[]): readonly CodeToken[] {
  const [first, last] = [condition[0], condition.at(-1)]
  const whole = first?.text === '(' && last?.text === ')' && first.depth === last.depth
  const closesEarlier = condition.slice(1, -1).some((token) => token.depth === first?.depth)
  return whole && !closesEarlier ? unwrapped(condition.slice(1, -1)) : condition
}

/** Whether a column stands on each side of the sign, and where both say so, of different tables. */
function bothSides(one: readonly CodeToken[], other: readonly CodeToken[], right: ReadonlySet<string>): boolean {
  const columns = (side: readonly CodeToken[]) =>
    side.filter((token, at) => isName(token) && side[at + 1]?.text !== '(')
  if (columns(one).length === 0 || columns(other).length === 0) return false
  const owner = (side: readonly CodeToken[]) => {
    const dot = side.findIndex(({ text }) => text === '.')
    return dot < 1 ? null : right.has(plainName(side[dot - 1]))
  }
  const owners = [owner(one), owner(other)]
  return owners.includes(null) || owners[0] !== owners[1]
}
