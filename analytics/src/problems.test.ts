import { expect, test } from 'vitest'
import type { Node, NodeResult, RunResults } from './artifacts.ts'
import { countOutcomes, dbtChecks } from './checks.ts'
import { Failure } from './failure.ts'
import { findProblems } from './problems.ts'
import { formatBuild } from './report.ts'
import type { TrinoSession } from './trino.ts'

const result = (unique_id: string, status: NodeResult['status'], failures: number | null = null): NodeResult => ({
  unique_id,
  status,
  failures,
  message: `${unique_id} says so`,
  execution_time: 1.5,
  relation_name: `"iceberg"."ride_hailing_audit"."${unique_id}"`,
})
const node = (name: string, resource_type: string): Node => ({
  name,
  resource_type,
  original_file_path: `tests/${name}.sql`,
  config: {},
})

const run: RunResults = {
  metadata: { invocation_id: 'b1', generated_at: '2026-11-21T00:00:00Z' },
  elapsed_time: 12.34,
  results: [
    result('fresh', 'warn', 2),
    result('model', 'success'),
    result('legal', 'fail', 7),
    result('later', 'skipped'),
    result('given', 'fail', 1),
  ],
}
const nodes = new Map([
  ['fresh', node('fresh', 'test')],
  ['model', node('model', 'model')],
  ['legal', node('legal', 'test')],
  ['later', node('later', 'model')],
  ['given', node('given', 'unit_test')],
])

const asked: string[] = []
const fakeTrino = {
  run: async (statement: string) => {
    asked.push(statement.trim())
    return { columns: ['ride_id', 'problem'], rows: [['r1', 'has no driver']] }
  },
} as unknown as TrinoSession

test('errors come first, data tests with the rows they kept', async () => {
  const problems = await findProblems(run, nodes, fakeTrino)
  expect(problems.map(({ name, severity, failures, rows }) => [name, severity, failures, rows.length])).toEqual([
    ['legal', 'error', 7, 1],
    ['given', 'error', 1, 0],
    ['fresh', 'warn', 2, 1],
  ])
  expect(problems[0]?.rows).toEqual([{ ride_id: 'r1', problem: 'has no driver' }])
  expect(asked).toContain('SELECT * FROM "iceberg"."ride_hailing_audit"."legal" LIMIT 100')
})

test('a problem whose rows cannot be read is still reported', async () => {
  const deaf = { run: () => Promise.reject(new Failure('Trino did not answer')) } as unknown as TrinoSession
  const [legal] = await findProblems(run, nodes, deaf)
  expect(legal).toMatchObject({ name: 'legal', failures: 7, rows: [] })
  expect(legal?.message).toBe('legal says so; its rows could not be read: Trino did not answer')
})

test('everything that ran is listed, with what it tests; a use of the models is not', () => {
  const used = { ...run, results: [...run.results, result('exposure.lakehouse.map', 'no-op')] }
  const tested = { ...node('legal', 'test'), depends_on: { nodes: ['model.lakehouse.int_rides'] } }
  const checks = dbtChecks(used, new Map([...nodes, ['legal', tested]]))
  expect(checks.map(({ name, kind, outcome }) => [name, kind, outcome])).toEqual([
    ['fresh', 'data test', 'warned'],
    ['model', 'model', 'passed'],
    ['legal', 'data test', 'failed'],
    ['later', 'model', 'skipped'],
    ['given', 'unit test', 'failed'],
  ])
  expect(checks[2]).toMatchObject({ seconds: 1.5, failures: 7, of: ['int_rides'] })
})

test('a report names the test, its file and its rows, and says what became of the marts', async () => {
  const report = formatBuild({
    buildId: 'b1',
    finishedAt: '2026-11-21T00:00:00Z',
    outcome: 'failed',
    seconds: 12.34,
    ...countOutcomes(dbtChecks(run, nodes)),
    checks: dbtChecks(run, nodes),
    problems: await findProblems(run, nodes, fakeTrino),
    published: [],
    unitTestsPassedAt: '2026-11-20T00:00:00Z',
  })
  expect(report).toContain('Unit tests were left out: they passed with this very SQL at 2026-11-20T00:00:00Z.')
  expect(report).toContain('failed: 1 passed, 1 warned, 2 failed, 1 skipped in 12.3 s')
  expect(report).toContain(
    'error legal (dbt/tests/legal.sql): legal says so\n    {"ride_id":"r1","problem":"has no driver"}',
  )
  expect(report).toContain('Nothing was published: ride_hailing_marts is as it was.')
})
