import { randomInt } from 'node:crypto'
import { Command, InvalidArgumentError } from 'commander'
import { audit, SETTLING_MS } from '../audit.ts'
import { chosenDrills, drills } from '../drill/catalogue.ts'
import { formatDrills, toldBriefly } from '../drill/report.ts'
import { type DrillResult, runDrill } from '../drill/run-drill.ts'
import { formatReport } from '../report.ts'
import { stackOf } from '../stack.ts'
import { auditedTables } from '../tables.ts'

const WRONG_USE = 2
const INTERRUPTED = 130
const PATIENCE_MS = 240_000
const MAX_SEED = 2 ** 31

interface Options {
  readonly seed: readonly number[]
  readonly json: boolean
  readonly list: boolean
}

function seedNumber(text: string, former: readonly number[] = []): number[] {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError(`"${text}" is no whole number from 0 on.`)
  return [...former, value]
}

const program = new Command('npm run drill --')
  .description('Harms the running stack on purpose, sees that it comes back by itself, and audits every table.')
  .argument('[drill...]', 'drills, or groups of them: kill, pause, hang, full-disk, silence, fuzz, all')
  .option('--seed <n...>', 'decides the moments; several: everything once for each', seedNumber)
  .option('--list', 'name all drills and end', false)
  .option('--json', 'print the results as JSON', false)
  .addHelpText(
    'after',
    '\nA drill takes about two minutes. Exit status: 0 all came back and no row differs, 1 not so, 2 wrong use, 130 interrupted.',
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : WRONG_USE))
  .parse()

const options = program.opts<Options>()
const say = (text: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`)
// The first Ctrl-C lets a drill take back what it holds (a stopped process, a full disk); the second does not wait.
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted.abort()
    process.once(signal, () => process.exit(INTERRUPTED))
  })
}

process.exitCode = options.list ? list() : await carryOut()

function list(): number {
  const width = Math.max(...drills.map(({ name }) => name.length))
  process.stdout.write(drills.map(({ name, what }) => `${name.padEnd(width)}  ${what}\n`).join(''))
  return 0
}

async function carryOut(): Promise<number> {
  let chosen: ReturnType<typeof chosenDrills>
  try {
    chosen = chosenDrills(program.args)
  } catch (error) {
    process.stderr.write(`no drill "${(error as Error).message}"; all of them: npm run drill -- --list\n`)
    return WRONG_USE
  }
  if (chosen.length === 0) {
    process.stderr.write('name a drill, a group or all: npm run drill -- --list\n')
    return WRONG_USE
  }
  const seeds = options.seed ?? [randomInt(MAX_SEED)]
  const results: DrillResult[] = []
  try {
    const watch = { signal: interrupted.signal, progress: say }
    const stack = stackOf(process.env)
    say('auditing before the first drill')
    const scope = { tables: auditedTables, until: undefined, settlingMs: SETTLING_MS, patienceMs: PATIENCE_MS }
    const before = await audit(stack, scope, watch)
    if (!before.clean) throw new Error(`the tables differ before any drill:\n${formatReport(before)}`)
    for (const seed of seeds) {
      for (const drill of chosen) {
        const result = await runDrill(drill, seed, stack, watch)
        results.push(result)
        say(`${drill.name}: seed ${seed}: ${toldBriefly(result)}`)
        for (const text of [...result.faults, ...result.examples]) say(`${drill.name}: ${text}`)
      }
    }
  } catch (error) {
    say(interrupted.signal.aborted ? 'interrupted' : `drill failed: ${(error as Error).message}`)
  }
  process.stdout.write(options.json ? `${JSON.stringify(results, null, 2)}\n` : formatDrills(results))
  if (interrupted.signal.aborted) return INTERRUPTED
  return results.length === seeds.length * chosen.length && results.every(({ clean }) => clean) ? 0 : 1
}
