import { describe, expect, it } from 'vitest'
import { auditedTables } from '../tables.ts'
import { goldenCases } from './cases.ts'
import { judgeCase, rowsByOracle } from './judge.ts'
import { layouts } from './layout.ts'

// The same rows by hand judge the jobs (on a real stack, e2e/src/tests/golden.test.ts) and, here, the oracle. The words
// of a dead letter's reason are the jobs' own.
describe.each(layouts(goldenCases()))('the oracle computes the rows written by hand', (layout) => {
  const computed = rowsByOracle(layout, auditedTables)
  it.each(layout.cases)('$name', (golden) => {
    const withoutReasons = new Map(
      [...golden.expected].map(([table, rows]) => [table, rows.map(({ reason, ...row }) => row)]),
    )
    expect(judgeCase({ ...golden, expected: withoutReasons }, layout, computed)).toEqual([])
  })
})
