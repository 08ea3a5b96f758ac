import { setTimeout as sleep } from 'node:timers/promises'
import { type AnalyticsBuild, analyticsBuild } from '@lakehouse/contracts/analytics-build.ts'
import { run } from './run.ts'

const BUILD_MS = 600_000
const BUSY = 'another build is under way'
const BUSY_MS = 10_000

/** Runs `npm run dbt -- build`, waiting for a build that the stack's own schedule may have begun. */
export async function buildAnalytics(): Promise<{ code: number; build: AnalyticsBuild }> {
  const deadline = Date.now() + BUILD_MS
  for (;;) {
    const { code, stdout, stderr } = await run(process.execPath, ['analytics/src/cli/dbt.ts', '--json', 'build'], {
      deadlineMs: BUILD_MS,
    })
    if (stderr.includes(BUSY) && Date.now() < deadline) {
      await sleep(BUSY_MS)
      continue
    }
    if (stdout.trim() === '') throw new Error(`the build said nothing (exit ${code}):\n${stderr.slice(-2000)}`)
    return { code, build: analyticsBuild.parse(JSON.parse(stdout)) }
  }
}
