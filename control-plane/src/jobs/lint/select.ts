import { type CodeToken, inside, isName, plainName, splitBy } from './code.ts'

const CLAUSES = new Set(['FROM', 'WHERE', 'GROUP', 'HAVING', 'WINDOW', 'QUALIFY', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH'])
const SET_OPERATIONS = new Set(['UNION', 'EXCEPT', 'INTERSECT', 'MINUS'])
const JOIN_KINDS = new Set(['INNER', 'LEFT', 'RIGHT', 'FULL', 'OUTER', 'CROSS', 'NATURAL', 'SEMI', 'ANTI'])

export interface Join {
  /** The word JOIN, or the comma that stands for one. */
  readonly at: CodeToken
  readonly kinds: ReadonlySet<string>
  readonly right: readonly CodeToken[]
  /** What follows ON; empty without it. */
  readonly condition: readonly CodeToken[]
  readonly using: boolean
}

/** One SELECT, without those nested in it (they are listed on their own). */
export interface Select {
  readonly at: CodeToken
  readonly items: readonly CodeToken[]
  /** The tokens of each clause, its first word left out. */
  readonly clauses: ReadonlyMap<string, readonly CodeToken[]>
  readonly joins: readonly Join[]
  /** The set operation that follows it, if any: `UNION`, or `UNION ALL`. */
  readonly followedBy: string | null
}

/** Every SELECT in `code`, outer ones before those nested in them. */
export function selectsIn(code: readonly CodeToken[]): Select[] {
  return code.flatMap((token, index) => (token.word === 'SELECT' ? [readSelect(code, index)] : []))
}

function readSelect(code: readonly CodeToken[], start: number): Select {
  const at = code[start] as CodeToken
  const clauses = new Map<string, CodeToken[]>()
  let clause = 'SELECT'
  let followedBy: string | null = null
  clauses.set(clause, [])
  for (let index = start + 1; index < code.length; index++) {
    const token = code[index] as CodeToken
    if (token.depth < at.depth || (token.depth === at.depth && token.text === ';')) break
    if (token.depth === at.depth && SET_OPERATIONS.has(token.word)) {
      followedBy = code[index + 1]?.word === 'ALL' ? `${token.word} ALL` : token.word
      break
    }
    // IS DISTINCT FROM compares; it opens no clause.
    const opens = token.depth === at.depth && CLAUSES.has(token.word) && code[index - 1]?.word !== 'DISTINCT'
    if (opens) {
      clause = token.word
      clauses.set(clause, [])
    } else clauses.get(clause)?.push(token)
  }
  const joins = readJoins(clauses.get('FROM') ?? [])
  return { at, items: clauses.get('SELECT') ?? [], clauses, joins, followedBy }
}

function readJoins(from: readonly CodeToken[]): Join[] {
  const depth = from[0]?.depth ?? 0
  const starts = from.flatMap((token, index) =>
    token.depth === depth && (token.word === 'JOIN' || token.word === ',') ? [index] : [],
  )
  return starts.map((start, number) => {
    const end = starts[number + 1] ?? from.length
    const kinds = new Set<string>()
    for (let back = start - 1; JOIN_KINDS.has(from[back]?.word ?? ''); back--) kinds.add(from[back]?.word ?? '')
    let rest = from.slice(start + 1, end)
    while (JOIN_KINDS.has(rest.at(-1)?.word ?? '')) rest = rest.slice(0, -1)
    const on = rest.findIndex((token) => token.depth === depth && (token.word === 'ON' || token.word === 'USING'))
    return {
      at: from[start] as CodeToken,
      kinds,
      right: on < 0 ? rest : rest.slice(0, on),
      condition: on >= 0 && rest[on]?.word === 'ON' ? rest.slice(on + 1) : [],
      using: rest[on]?.word === 'USING',
    }
  })
}

/** Whether the right side is worked out for each row of the left: a function, an array, a lookup or a version. */
export function isLateral(join: Join): boolean {
  const words = new Set(join.right.map(({ word }) => word))
  return words.has('LATERAL') || words.has('UNNEST') || words.has('SYSTEM_TIME')
}

/** What the join compares: its condition, and for the comma form the WHERE of its SELECT. */
export function comparedIn(select: Select, join: Join): readonly CodeToken[] {
  const where = select.clauses.get('WHERE') ?? []
  return join.at.word === ',' ? where : join.condition
}

/** A join that bounds how far apart in time its two rows may be. */
export function isIntervalJoin(select: Select, join: Join): boolean {
  return !isLateral(join) && comparedIn(select, join).some(({ word }) => word === 'INTERVAL')
}

const WINDOW_FUNCTIONS = new Set(['TUMBLE', 'HOP', 'CUMULATE', 'SESSION'])

/** The windowing function in a FROM, as in `TABLE(HOP(TABLE x, …))`. */
export function windowFunction(select: Select): CodeToken | undefined {
  const from = select.clauses.get('FROM') ?? []
  return from.find((token, index) => WINDOW_FUNCTIONS.has(token.word) && from[index + 1]?.text === '(')
}

/** The names of what a SELECT gives, in order; null for one that has none, '*' for all of what it reads. */
export function outputNames(select: Select): (string | null)[] {
  const items = select.items.filter((token) => token.kind !== 'hint')
  const first = items[0]?.word
  return splitBy(first === 'DISTINCT' || first === 'ALL' ? items.slice(1) : items, ',').map(nameOf)
}

function nameOf(item: readonly CodeToken[]): string | null {
  const last = item.at(-1)
  if (last?.text === '*') return '*'
  const before = item.at(-2)
  const named = item.length === 1 || before?.word === 'AS' || before?.text === '.' || isImplicitAlias(item)
  return isName(last) && named && last?.depth === item[0]?.depth ? plainName(last) : null
}

/** `expression name`, the AS left out. */
function isImplicitAlias(item: readonly CodeToken[]): boolean {
  return item.at(-2)?.text === ')' && isName(item.at(-1)) && item.at(-1)?.word !== 'END'
}

/** The name of the one thing that a SELECT reads, when it is one and named. */
export function onlySource(select: Select): string | null {
  if (select.joins.length > 0) return null
  const from = (select.clauses.get('FROM') ?? []).filter((token) => token.kind !== 'hint')
  if (from[0]?.text === '(') return null
  let last = 0
  while (from[last + 1]?.text === '.') last += 2
  return isName(from[last]) && from[last + 1]?.text !== '(' ? plainName(from[last]) : null
}

/** The SELECT in parentheses that a SELECT reads, when that is all it reads. */
export function onlySubquery(select: Select): Select | undefined {
  const from = select.clauses.get('FROM') ?? []
  if (select.joins.length > 0 || from[0]?.text !== '(') return undefined
  return selectsIn(inside(from, 0))[0]
}
