import { lakehouseCache, lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { Command } from 'commander'
import { allChecks, type Check } from '../doctor/checks.ts'
import { judge } from '../doctor/verdict.ts'
import { missingArtifacts } from '../launcher/tools.ts'
import { alignColumns } from '../status/tables.ts'
import { runCommand } from './run-command.ts'

const program = new Command('npm run doctor --')
  .description('Lists what the stack needs, what this machine has, and the command that installs what is missing.')
  .option('--json', 'as JSON on stdout', false)
  .exitOverride()

await runCommand(async () => {
  const { json } = program.parse().opts<{ json: boolean }>()
  const cache = lakehouseCache(process.env)
  const missingSets = missingArtifacts(cache)
  const checks = allChecks(process.env, lakehouseHome(process.env), cache)
  const verdict = judge(checks, missingSets.length === 0)
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...verdict, missingArtifacts: missingSets, checks }, null, 2)}\n`)
  } else {
    process.stdout.write(`${alignColumns(checks.map(row))}\n${cacheLine(missingSets, cache)}\n`)
    process.stdout.write(verdict.ready ? 'Ready: npm start\n' : `Missing: ${verdict.missing.join(', ')}\n`)
  }
  return verdict.ready ? 0 : 1
})

function row({ name, purpose, neededTo, found, fix }: Check): string[] {
  const need = neededTo === 'test' ? ' (tests only)' : ''
  return [found === null ? '✗ missing' : '✓ ok', name, `${purpose}${need}`, found ?? fix]
}

function cacheLine(missingSets: readonly string[], cache: string): string {
  if (missingSets.length === 0) return `All artifacts are in ${cache}: Maven, Python and Go are not needed to start.`
  return `Not yet in ${cache}, fetched by the first start: ${missingSets.join(', ')}`
}
