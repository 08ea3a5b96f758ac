import { goldenCases } from '@lakehouse/audit/golden/cases.ts'
import { functionCases } from '@lakehouse/audit/golden/function-cases.ts'
import { layout } from '@lakehouse/audit/golden/layout.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { runFunctions } from '../golden/functions.ts'
import { BY_ORACLE, type Outcome, runGolden } from '../golden/run.ts'

// Small inputs and rows written by hand (flink/tests), through the jobs as they run in production.

describe('golden rows of the jobs', () => {
  const golden = layout(goldenCases())
  let outcome: Outcome = new Map()
  beforeAll(async () => {
    outcome = await runGolden(golden, process.env)
  })
  test.each([...golden.cases.map(({ name }) => name), BY_ORACLE])('%s', (name) => {
    expect(outcome.get(name)).toEqual([])
  })
})

describe('golden results of the SQL functions', () => {
  const cases = functionCases()
  let outcome: Outcome = new Map()
  beforeAll(async () => {
    outcome = await runFunctions(cases, process.env)
  })
  test.each(cases)('$function: $name', ({ function: name, name: title }) => {
    expect(outcome.get(`${name}: ${title}`)).toEqual([])
  })
})
