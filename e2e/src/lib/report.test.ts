import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countReport, sum } from './report.ts'

const folder = mkdtempSync(join(tmpdir(), 'report-'))
const report = (name: string, content: object) => {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(content))
  return file
}

test('a missing report is a failure', () => {
  expect(countReport(join(folder, 'nothing.json'))).toEqual({ passed: 0, failed: 1 })
})

test("Vitest's counts are taken as they are", () => {
  const file = report('vitest.json', { numPassedTests: 7, numFailedTests: 2, numFailedTestSuites: 1, success: false })
  expect(countReport(file)).toEqual({ passed: 7, failed: 2 })
})

test('a Vitest run that failed outside a test is a failure', () => {
  const file = report('outside.json', { numPassedTests: 7, numFailedTests: 0, numFailedTestSuites: 1, success: false })
  expect(countReport(file)).toEqual({ passed: 7, failed: 1 })
})

test("Playwright's unexpected results and errors are failures", () => {
  const file = report('playwright.json', { stats: { expected: 3, unexpected: 1, flaky: 1 }, errors: [{}] })
  expect(countReport(file)).toEqual({ passed: 4, failed: 2 })
})

test('counts add up', () => {
  expect(
    sum([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
  ).toEqual({ passed: 3, failed: 3 })
})
