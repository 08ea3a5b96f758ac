import { describe, expect, it } from 'vitest'
import { auditedTables } from '../tables.ts'
import { goldenCases } from './cases.ts'
import { judgeCase, rowsByOracle } from './judge.ts'
import { layout } from './layout.ts'

// The same rows by hand judge the jobs (on a real stack, e2e/src/tests/golden.test.ts) and, here, the oracle. The words
// of a dead letter's reason are the jobs' own.
describe('the oracle computes the rows written by hand', () => {
  const golden = layout(goldenCases())
  const computed = rowsByOracle(golden, auditedTables)
  it.each(golden.cases)('$name', (one) => {
    const withoutReasons = new Map(
      [...one.expected].map(([table, rows]) => [table, rows.map(({ reason, ...row }) => row)]),
    )
    expect(judgeCase({ ...one, expected: withoutReasons }, golden, computed)).toEqual([])
  })
})
