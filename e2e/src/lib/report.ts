import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

export interface Count {
  readonly passed: number
  readonly failed: number
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numFailedTestSuites: z.int(),
  success: z.boolean(),
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
  errors: z.array(z.unknown()),
})

/**
 * What a runner's own JSON report says (Vitest's `json` reporter or Playwright's).
 * A missing report, and a run that failed outside any test, count as one failure, so they can never look green.
 */
export function countReport(file: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const playwright = playwrightReport.safeParse(report)
  if (playwright.success) {
    const { expected, unexpected, flaky } = playwright.data.stats
    return { passed: expected + flaky, failed: unexpected + playwright.data.errors.length }
  }
  const { numPassedTests, numFailedTests, success } = vitestReport.parse(report)
  return { passed: numPassedTests, failed: success ? numFailedTests : Math.max(1, numFailedTests) }
}

/** The sum over several reports. */
export function sum(counts: readonly Count[]): Count {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  })
}
