import type { AnalyticsBuild, FailedCheck } from '@lakehouse/contracts/analytics-build.ts'

const headline = ({ outcome, passed, warned, failed, skipped, seconds }: AnalyticsBuild) =>
  `${outcome}: ${passed} passed, ${warned} warned, ${failed} failed, ${skipped} skipped in ${seconds.toFixed(1)} s`

const whatItMeans = {
  published: 'ride_hailing_marts has the new marts.',
  failed: 'Nothing was published: ride_hailing_marts is as it was.',
  partial: 'Nothing was published: only a build of everything is (leave out --select, --exclude and the like).',
} as const

/** A build for a person to read: what failed and its first rows, what was published. */
export function formatBuild(build: AnalyticsBuild): string {
  const problems = build.problems.map(formatProblem)
  const marts = build.published.map(
    ({ mart, rowCount, snapshotId }) =>
      `  ${mart.padEnd(26)} ${String(rowCount).padStart(10)} rows  snapshot ${snapshotId}`,
  )
  const { unitTestsPassedAt: passedAt } = build
  const unitTests =
    passedAt === null ? [] : [`Unit tests were left out: they passed with this very SQL at ${passedAt}.`]
  return [headline(build), ...unitTests, ...problems, whatItMeans[build.outcome], ...marts].join('\n')
}

/** A terminal shows this many failing rows of each test; `--json` and the dashboard have more. */
const SHOWN_ROWS = 5

function formatProblem({ severity, name, file, message, storedIn, rows }: FailedCheck): string {
  const shown = rows.slice(0, SHOWN_ROWS).map((row) => `    ${JSON.stringify(row)}`)
  const lines = [`${severity} ${name} (dbt/${file}): ${message}`, ...shown]
  if (storedIn !== null) lines.push(`    all of them: npm run trino -- --execute 'SELECT * FROM ${storedIn}'`)
  return lines.join('\n')
}
