import { join } from 'node:path'
import { lakehouseCache, projectRoot } from '@lakehouse/contracts/locations.ts'
import { Command, CommanderError } from 'commander'
import { build, DbtEnded } from '../build.ts'
import { Failure } from '../failure.ts'
import { ensureDbt } from '../install.ts'
import { formatBuild } from '../report.ts'
import { runDbt } from '../run-dbt.ts'

const tell = (line: string) => process.stderr.write(`${line}\n`)

const program = new Command('npm run dbt --')
  .description(
    'Runs dbt on the project in dbt/ and this stack. "build" builds into ride_hailing_audit, tests, and publishes the marts to ride_hailing_marts when all is green; everything else goes to dbt as it is (build --help, test, docs generate, source freshness, ...).',
  )
  .argument('<command>', 'a command of dbt')
  .argument('[options...]', 'its options')
  .option('--json', 'after a build, print its result as JSON')
  .passThroughOptions()
  .allowUnknownOption()
  .exitOverride()
  .action(async (command: string, options: string[], { json }: { json?: boolean }) => {
    const packages = await ensureDbt(lakehouseCache(process.env), join(projectRoot, 'dbt', 'requirements.txt'), tell)
    if (command !== 'build' || options.includes('--help')) {
      process.exitCode = await runDbt({ packages, args: [command, ...options], env: process.env, output: 'stdout' })
      return
    }
    const result = await build({ packages, options, env: process.env, tell })
    process.stdout.write(`${json ? JSON.stringify(result, null, 2) : formatBuild(result)}\n`)
    process.exitCode = result.outcome === 'failed' ? 1 : 0
  })

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof DbtEnded) process.exitCode = error.exitCode
  else if (error instanceof Failure) {
    tell(`error: ${error.message}`)
    process.exitCode = 1
  } else throw error
}
