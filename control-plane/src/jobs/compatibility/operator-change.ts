import type { Compatibility } from '@lakehouse/contracts/api/jobs.ts'
import type { PlanNode } from './plan-graph.ts'

export type Effect = Compatibility['operators'][number]['effect']

/** What a changed operator does to the state it takes over; null when that state serves as before. */
export interface Change {
  readonly effect: Effect
  readonly why: string
}

/** Operators that keep nothing between two checkpoints: they may change as they like. */
const STATELESS =
  /^(Calc|Correlate|Union|Expand|DropUpdateBefore|ConstraintEnforcer|WatermarkAssigner|MiniBatchAssigner|LocalGroupAggregate|LocalWindowAggregate|LookupJoin|Values|WindowTableFunction|StreamRecordTimestampInserter|SourceConversion|IcebergStreamWriter|IcebergSink|Map)\b/

interface Rule {
  readonly kind: RegExp
  /** Attributes whose change leaves the state useless, with why. */
  readonly fixed: Readonly<Record<string, string>>
  /** The attribute that lists aggregate calls. */
  readonly calls?: string
}

const ROWS = 'the rows in its state have the former columns'
const KEYS = 'its state is kept by the former key'
const ORDER = 'which rows it kept was decided by the former order'

/** What must stay as it is for state to fit. Source: control plane knowledge and Flink's RowDataSerializer snapshot. */
const RULES: readonly Rule[] = [
  {
    kind: /^IntervalJoin/,
    fixed: {
      joinType: 'the rows it waits with were kept for another kind of join',
      windowBounds: 'the rows it waits with were kept for the former interval',
      where: 'the rows it waits with were kept for the former condition',
      select: ROWS,
    },
  },
  { kind: /^(Window)?Join|^TemporalJoin/, fixed: { joinType: ROWS, where: KEYS, select: ROWS, window: ROWS } },
  {
    kind: /^(Global|Incremental)?(Window|Group)(Window)?Aggregate/,
    fixed: { groupBy: KEYS, window: 'its open windows are of the former size, slide and time attribute' },
    calls: 'select',
  },
  {
    kind: /^OverAggregate/,
    fixed: { partitionBy: KEYS, orderBy: ORDER, window: 'the rows it holds are those of the former frame' },
    calls: 'select',
  },
  {
    kind: /^(Window)?(Rank|Deduplicate)|^(Sort|TemporalSort|SortLimit|Limit)/,
    fixed: {
      partitionBy: KEYS,
      key: KEYS,
      orderBy: ORDER,
      order: ORDER,
      keep: ORDER,
      rankType: ORDER,
      rankRange: 'it kept as many rows as the former range asked for',
      strategy: 'its state is laid out for another strategy',
      select: ROWS,
    },
  },
  { kind: /^ChangelogNormalize|^SinkMaterializer/, fixed: { key: KEYS, select: ROWS } },
]

/** Whether an operator of this kind can hold state. What is not known to hold none is taken to hold some. */
export function mayHoldState(node: PlanNode): boolean {
  return !STATELESS.test(node.kind)
}

/** What becomes of the state at one place when another operator, or the same one changed, finds it there. */
export function changeOf(former: PlanNode, next: PlanNode): Change | null {
  if (former.kind !== next.kind) {
    return { effect: 'unreadable', why: `its place in the job is taken by ${next.kind}` }
  }
  if (former.contents === next.contents) return null
  const rule = RULES.find(({ kind }) => kind.test(former.kind))
  if (rule === undefined) {
    // A source keeps offsets and a sink what it has yet to commit: for the same table these serve whatever the columns.
    if (/^(Source|Sink)/.test(former.kind) || former.inputs.length === 0) return null
    return { effect: 'unverified', why: 'it changed, and what that means for its state is not known' }
  }
  const before = attributes(former.contents)
  const after = attributes(next.contents)
  for (const [name, why] of Object.entries(rule.fixed)) {
    const [was, is] = [before.get(name), after.get(name)]
    if (was !== is) return { effect: 'unreadable', why: `${why} (${name}: ${was ?? 'none'} became ${is ?? 'none'})` }
  }
  return rule.calls === undefined ? null : callsChange(before.get(rule.calls) ?? '', after.get(rule.calls) ?? '')
}

function callsChange(former: string, next: string): Change | null {
  const [before, after] = [calls(former), calls(next)]
  if (before.length !== after.length) {
    const why = `it kept ${before.length} values per key and would keep ${after.length}: Flink does not migrate them`
    return { effect: 'unreadable', why }
  }
  const changed = before.findIndex((call, index) => call !== after[index])
  if (changed < 0) return null
  const why = `what ${before[changed]} has counted so far goes on as ${after[changed]}, until its windows or keys end`
  return { effect: 'reinterpreted', why }
}

/** The listed expressions without the names given to them. */
function calls(list: string): string[] {
  return topLevel(list, ',').map((call) => call.replace(/ AS \S+$/, '').trim())
}

/** `name=[value]` pairs of a plan node's description. */
function attributes(contents: string): ReadonlyMap<string, string> {
  const inner = contents.slice(contents.indexOf('(') + 1, contents.lastIndexOf(')'))
  const pairs = topLevel(inner, ',').map((part) => /^\s*(\w+)=\[?([\s\S]*?)\]?$/.exec(part))
  return new Map(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] as string, pair[2] as string] as const])))
}

/** The parts of a text between separators that stand outside all brackets. */
function topLevel(text: string, separator: string): string[] {
  const parts = ['']
  let depth = 0
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1
    else if (')]}'.includes(character)) depth -= 1
    if (character === separator && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}
