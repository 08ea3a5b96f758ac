import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseCache } from '@lakehouse/contracts/locations.ts'
import { ICEBERG_CATALOG, ICEBERG_SCHEMA } from '@lakehouse/contracts/tables.ts'
import { Command } from 'commander'
import { ensureArtifacts } from '../artifacts/cache.ts'
import { downloadedSet } from '../artifacts/catalogue.ts'
import { listenForInterruption } from '../launcher/interruption.ts'
import { requireJava } from '../launcher/tools.ts'
import { progressOn } from '../system/progress.ts'
import { runCommand } from './run-command.ts'

interface Options {
  readonly user: string
}

const program = new Command('npm run trino --')
  .description(`Trino's own command line on the running stack. Without options it asks for SQL.`)
  .option('--user <name>', 'Trino user: "operator" may write, "dbt" its own schemas, any other reads only', 'operator')
  .argument('[options...]', `options of Trino's command line, such as --execute SQL, --file F, --output-format CSV`)
  .allowUnknownOption()
  .exitOverride()

await runCommand(async () => {
  program.parse()
  const { java25 } = requireJava(process.env)
  // The command line asks for quiet: Ctrl-C is for the query that runs, not for this wrapper.
  const { stop } = listenForInterruption(
    () => undefined,
    () => undefined,
  )
  const cache = { cache: lakehouseCache(process.env), progress: progressOn(process.stderr), signal: stop }
  const folder = await ensureArtifacts(downloadedSet('trino-cli'), cache)
  const jar = join(folder, readdirSync(folder)[0] ?? '')
  const server = httpUrl(resolvePorts(process.env), 'trino')
  const target = ['--server', server, '--user', program.opts<Options>().user]
  const defaults = ['--catalog', ICEBERG_CATALOG, '--schema', ICEBERG_SCHEMA]
  const jvm = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '--enable-native-access=ALL-UNNAMED']
  const child = spawn(join(java25, 'bin', 'java'), [...jvm, '-jar', jar, ...target, ...defaults, ...program.args], {
    stdio: 'inherit',
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 130))
  })
})
process.exit()
