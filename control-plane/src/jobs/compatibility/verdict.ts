import type { Compatibility } from '@lakehouse/contracts/api/jobs.ts'
import { changeOf, mayHoldState } from './operator-change.ts'
import { operatorIds } from './operator-ids.ts'
import type { PlanGraph, PlanNode } from './plan-graph.ts'

/** A job as planned: its operators, and the settings it is submitted with. */
export interface PlannedJob {
  readonly graph: PlanGraph
  readonly settings: Readonly<Record<string, string>>
}

type Operator = Compatibility['operators'][number]

const TTL = 'table.exec.state.ttl'

/**
 * Whether `next` can go on from the state of `former`, operator by operator: Flink hands state to the operator of the
 * same id, refuses to start when some state finds no operator, and does not know whether what it hands over means the
 * same there. `vertices` are the ids that Flink shows of the running job: they prove that ids are computed as it does.
 */
export function judge(former: PlannedJob, next: PlannedJob, vertices: readonly string[] | null): Compatibility {
  const before = byId(former.graph)
  const after = byId(next.graph)
  const operators = [...setting(former, next), ...unproven(before, vertices)]
  for (const [id, node] of before) {
    if (!mayHoldState(node)) continue
    const heir = after.get(id)
    if (heir === undefined) operators.push(lost(node))
    else {
      const change = changeOf(node, heir)
      if (change !== null) operators.push(told(node, change.effect, change.why))
    }
  }
  for (const [id, node] of after) {
    if (!mayHoldState(node) || before.has(id)) continue
    operators.push(told(node, 'new', 'it begins without state'))
  }
  return conclude(operators)
}

/** A verdict for what could not be compared. */
export function unknown(why: string): Compatibility {
  return { verdict: 'unknown', summary: `Whether the state fits is unknown: ${why}`, operators: [] }
}

function byId(graph: PlanGraph): ReadonlyMap<string, PlanNode> {
  const ids = operatorIds(graph)
  return new Map(graph.map((node) => [ids.get(node.id) ?? `unreached ${node.id}`, node]))
}

function told(node: PlanNode, effect: Operator['effect'], why: string): Operator {
  const operator = node.contents.startsWith(node.kind) ? node.contents : `${node.kind} ${node.contents}`
  return {
    operator: shorten(node.contents === '' || node.kind.startsWith('Iceberg') ? node.kind : operator),
    effect,
    why,
  }
}

const LONGEST = 240

/** A sink of a connector may keep nothing at all; then Flink does not miss it. */
function lost(node: PlanNode): Operator {
  const why = 'no operator of the new SQL has its place in the job'
  return told(node, node.kind.startsWith('Sink') ? 'unverified' : 'lost', why)
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** A state with a time to live is another type than one without: Flink refuses to turn one into the other. */
function setting(former: PlannedJob, next: PlannedJob): Operator[] {
  const [was, is] = [former, next].map(({ settings }) => !/^(0\s*\w*)?$/.test((settings[TTL] ?? '').trim()))
  if (was === is) return []
  const why = is ? 'state kept without a time to live cannot get one' : 'state with a time to live cannot lose it'
  return [{ operator: `every operator that obeys ${TTL}`, effect: 'unreadable', why }]
}

function unproven(before: ReadonlyMap<string, PlanNode>, vertices: readonly string[] | null): Operator[] {
  const strange = (vertices ?? []).filter((id) => !before.has(id))
  if (strange.length === 0) return []
  const why = `${strange.length} of ${vertices?.length} tasks of the running job have other ids than its plan gives (first: ${strange[0]})`
  return [{ operator: 'the job as a whole', effect: 'unverified', why }]
}

function conclude(operators: readonly Operator[]): Compatibility {
  const are = (...effects: Operator['effect'][]) => operators.filter(({ effect }) => effects.includes(effect))
  const broken = are('lost', 'unreadable')
  const doubtful = are('reinterpreted', 'unverified')
  const added = are('new').length
  if (broken[0] !== undefined) {
    const others = broken.length === 1 ? '' : `, and ${broken.length - 1} more`
    const summary = `It needs a fresh start: ${broken[0].operator}: ${broken[0].why}${others}`
    return { verdict: 'fresh_start', summary, operators: [...operators] }
  }
  if (doubtful[0] !== undefined) {
    const summary = `Whether the state fits is not certain: ${doubtful[0].operator}: ${doubtful[0].why}`
    return { verdict: 'unknown', summary, operators: [...operators] }
  }
  const begin = added === 0 ? '' : `; ${added} new ${added === 1 ? 'one begins' : 'ones begin'} empty`
  return {
    verdict: 'compatible',
    summary: `Every operator with state finds its own${begin}`,
    operators: [...operators],
  }
}
