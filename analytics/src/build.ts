import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type AnalyticsBuild, lastBuildFile } from '@lakehouse/contracts/analytics-build.ts'
import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome, projectRoot } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import { readNodes, readRunResults } from './artifacts.ts'
import { withBuildLock } from './build-lock.ts'
import { countOutcomes, dbtChecks } from './checks.ts'
import { auditCityMetrics, readServedCityMetrics } from './city-metrics-audit.ts'
import { Failure } from './failure.ts'
import { keep } from './keep.ts'
import { findProblems } from './problems.ts'
import { publish } from './publish.ts'
import { runDbt, targetFolder } from './run-dbt.ts'
import { TrinoSession } from './trino.ts'
import { keepUnitTests, projectDigest, unitTestsPassedAt } from './unit-tests.ts'
import { isFullRefresh, isWholeBuild } from './whole-build.ts'

export interface BuildRequest {
  readonly packages: string
  /** What comes after `dbt build`. */
  readonly options: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly tell: (line: string) => void
}

/** dbt ended before it ran anything, or was interrupted: there is nothing to report but its exit code. */
export class DbtEnded extends Error {
  readonly exitCode: number
  constructor(exitCode: number) {
    super(`dbt ended with exit code ${exitCode}`)
    this.exitCode = exitCode
  }
}

/**
 * Write, audit, publish: builds the models into `ride_hailing_audit`, tests them, and publishes the marts to
 * `ride_hailing_marts` when every model was built and every test passed. Otherwise what is published stays as it is.
 * Unit tests run when the project changed since they passed, and with `--full-refresh`.
 * @throws {DbtEnded} when dbt refused to run. @throws {Failure} when another build runs, or the publication fails.
 */
export function build({ packages, options, env, tell }: BuildRequest): Promise<AnalyticsBuild> {
  const home = lakehouseHome(env)
  return withBuildLock(home, async () => {
    const target = targetFolder(env)
    rmSync(join(target, 'run_results.json'), { force: true })
    const whole = isWholeBuild(options)
    const digest = projectDigest(join(projectRoot, 'dbt'))
    const passedAt = whole && !isFullRefresh(options) ? unitTestsPassedAt(home, digest) : null
    if (passedAt !== null) tell(`unit tests are left out: they passed with this very SQL at ${passedAt}`)
    const leftOut = passedAt === null ? [] : ['--exclude-resource-type', 'unit_test']
    const exitCode = await runDbt({ packages, args: ['build', ...options, ...leftOut], env, output: 'stderr' })
    if (exitCode !== 0 && exitCode !== 1) throw new DbtEnded(exitCode)
    const run = readResultsOf(target, exitCode)
    const nodes = readNodes(target)
    const ports = resolvePorts(env)
    const trino = new TrinoSession(httpUrl(ports, 'trino'))
    const buildId = run.metadata.invocation_id
    const checks = dbtChecks(run, nodes)
    const problems = await findProblems(run, nodes, trino)
    if (whole) keepUnitTests(home, digest, checks, new Date(run.metadata.generated_at).toISOString())
    if (whole && exitCode === 0) {
      const audit = await auditCityMetrics(trino, () => readServedCityMetrics(ports, readSecrets(home)))
      checks.push(audit.check)
      if (audit.problem !== null) problems.unshift(audit.problem)
    }
    const counts = countOutcomes(checks)
    const green = exitCode === 0 && counts.failed === 0 && counts.skipped === 0
    const result: AnalyticsBuild = {
      buildId,
      finishedAt: new Date(run.metadata.generated_at).toISOString(),
      outcome: green ? (whole ? 'published' : 'partial') : 'failed',
      seconds: run.elapsed_time,
      ...counts,
      checks,
      problems,
      published: green && whole ? await publish(buildId, nodes, trino, tell) : [],
      unitTestsPassedAt: passedAt,
    }
    keep(result, lastBuildFile(home))
    if (whole) await document({ packages, env, tell })
    return result
  })
}

/** dbt's documentation and lineage as one page, which the control plane serves. A build is none the worse without. */
async function document({ packages, env, tell }: Omit<BuildRequest, 'options'>): Promise<void> {
  const args = ['--quiet', 'docs', 'generate', '--static', '--no-compile']
  const exitCode = await runDbt({ packages, args, env, output: 'stderr' })
  tell(exitCode === 0 ? 'documented: see the Analytics page' : `dbt docs generate ended with exit code ${exitCode}`)
}

function readResultsOf(target: string, exitCode: number) {
  try {
    return readRunResults(target)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new DbtEnded(exitCode)
    throw new Failure(`dbt's record of the run could not be read: ${(cause as Error).message}`, { cause })
  }
}
