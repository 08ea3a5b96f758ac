import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { operatorIds } from './operator-ids.ts'
import { type PlanGraph, type PlanNode, planGraph, readExplained } from './plan-graph.ts'
import { judge } from './verdict.ts'

/** The job zones as Flink 2.1.3 planned it, and the ids that its JobManager showed of the tasks. */
const zones = z
  .object({ graph: planGraph, vertices: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'zones.json'), 'utf8')))

const planned = (graph: PlanGraph, settings: Record<string, string> = {}) => ({ graph, settings })
const judged = (next: PlanGraph, settings: Record<string, string> = {}) =>
  judge(planned(zones.graph), planned(next, settings), zones.vertices)

/** The graph with the contents of one kind of operator changed. */
function changed(kind: string, from: string | RegExp, to: string): PlanGraph {
  const graph = zones.graph.map((node) =>
    node.kind === kind ? { ...node, contents: node.contents.replace(from, to) } : node,
  )
  expect(graph).not.toEqual(zones.graph)
  return graph
}

describe('operator ids', () => {
  it('are those that Flink gives', () => {
    const ids = new Set(operatorIds(zones.graph).values())
    expect(zones.vertices.filter((id) => !ids.has(id))).toEqual([])
    expect(ids.size).toBe(zones.graph.length)
  })

  it('do not depend on what an operator does, only on its place', () => {
    const other = changed('IntervalJoin', 'InnerJoin', 'LeftOuterJoin')
    expect([...operatorIds(other).values()]).toEqual([...operatorIds(zones.graph).values()])
  })
})

describe('the verdict on state', () => {
  it('lets the same job go on', () => {
    expect(judged(zones.graph)).toMatchObject({ verdict: 'compatible', operators: [] })
  })

  it('lets a projection change', () => {
    expect(judged(changed('Calc', 'CASE', 'CASES'))).toMatchObject({ verdict: 'compatible' })
  })

  it.each([
    ['the interval of a join', 'IntervalJoin', 'leftUpperBound=360000', 'leftUpperBound=420000', /former interval/],
    ['the condition of a join', 'IntervalJoin', 'where=[', 'where=[(1 = 1) AND ', /former condition/],
    ['the size of a window', 'GlobalWindowAggregate', 'size=[1 min]', 'size=[2 min]', /open windows/],
    ['the keys of a window', 'GlobalWindowAggregate', 'groupBy=[city, zone_id]', 'groupBy=[city]', /former key/],
    [
      'one more aggregate',
      'GlobalGroupAggregate',
      'MAX(max$0) AS zone_id',
      'MAX(max$0) AS zone_id, COUNT(*) AS n',
      /values per key/,
    ],
    ['the order of an OVER window', 'OverAggregate', 'orderBy=[rowtime ASC]', 'orderBy=[proctime ASC]', /former order/],
  ])('demands a fresh start for %s, and names the operator', (_, kind, from, to, why) => {
    const verdict = judged(changed(kind, from, to))
    expect(verdict.verdict).toBe('fresh_start')
    expect(verdict.operators[0]?.operator).toContain(kind)
    expect(verdict.operators[0]?.why).toMatch(why)
  })

  it('does not vouch for an aggregate that becomes another of the same shape', () => {
    const verdict = judged(changed('GlobalGroupAggregate', 'MAX(max$0)', 'MIN(max$0)'))
    expect(verdict).toMatchObject({ verdict: 'unknown', operators: [{ effect: 'reinterpreted' }] })
  })

  it('demands a fresh start when a place in the job moves', () => {
    const withoutFirstSink = zones.graph.filter(({ id }) => id > 7 || id < 5)
    const verdict = judged(withoutFirstSink)
    expect(verdict.verdict).toBe('fresh_start')
    expect(verdict.operators.some(({ effect }) => effect === 'lost')).toBe(true)
  })

  it('demands a fresh start when state gets a time to live', () => {
    expect(judged(zones.graph, { 'table.exec.state.ttl': '1 h' })).toMatchObject({ verdict: 'fresh_start' })
  })

  it('vouches for nothing when the running job has other ids than its plan', () => {
    const verdict = judge(planned(zones.graph), planned(zones.graph), ['0'.repeat(32)])
    expect(verdict).toMatchObject({ verdict: 'unknown', operators: [{ effect: 'unverified' }] })
  })

  it('tells two committers apart by their tables', () => {
    const sink = (table: string): Partial<PlanNode> => ({ kind: `IcebergFilesCommitter of iceberg.d.${table}` })
    const swapped = zones.graph.map((node) =>
      node.kind.endsWith('iceberg_surge_pricing') && node.kind.startsWith('IcebergFiles')
        ? { ...node, ...sink('x') }
        : node,
    )
    expect(judged(swapped)).toMatchObject({ verdict: 'fresh_start' })
  })
})

describe('an EXPLAIN', () => {
  it('gives the plan for people and the graph without the planner’s numbers', () => {
    const nodes = [
      {
        id: 2,
        type: 'Calc[9]',
        pact: '',
        contents: '[9]:Calc(select=[a])',
        parallelism: 1,
        predecessors: [{ id: 1, ship_strategy: 'FORWARD' }],
      },
      { id: 1, type: 'Source: s[8]', pact: '', contents: '[8]:TableSourceScan(x)', parallelism: 1 },
    ]
    const { text, graph } = readExplained(
      `== Plan ==\nCalc\n\n== Physical Execution Plan ==\n${JSON.stringify({ nodes })}`,
    )
    expect(text).toBe('== Plan ==\nCalc')
    expect(graph).toMatchObject([
      { id: 1, kind: 'Source: s', contents: 'TableSourceScan(x)', inputs: [] },
      { id: 2, kind: 'Calc', contents: 'Calc(select=[a])', inputs: [{ id: 1, ship: 'FORWARD' }] },
    ])
  })
})
