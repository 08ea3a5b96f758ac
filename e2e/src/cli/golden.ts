import { type GoldenCase, goldenCases } from '@lakehouse/audit/golden/cases.ts'
import { functionCases } from '@lakehouse/audit/golden/function-cases.ts'
import { layout } from '@lakehouse/audit/golden/layout.ts'
import { Command, CommanderError } from 'commander'
import { knownFaults } from '../golden/faults.ts'
import { runFunctions } from '../golden/functions.ts'
import type { Fault } from '../golden/redirect.ts'
import { runGolden } from '../golden/run.ts'

// `npm run golden`: the golden cases on the stack that is up, beside its own jobs.

const WRONG_USE = 2
const INTERRUPTED = 130

interface FaultReport {
  readonly fault: string
  readonly noticed: boolean
  readonly failed: readonly string[]
  readonly example: string
}

const program = new Command('npm run golden --')
  .description('Runs the golden cases of flink/tests through the real jobs, on the stack that is up.')
  .option('--faults', 'put each fault of flink/tests/faults.jsonl into the SQL and see which cases notice', false)
  .option('--json', 'print the outcome as JSON', false)
  .addHelpText(
    'after',
    '\nExit status: 0 as expected, 1 a case failed or a fault went unnoticed, 2 wrong use, 130 interrupted.',
  )
  .exitOverride()

process.once('SIGINT', () => {
  process.stderr.write('interrupted; jobs, topics and tables named golden… may be left behind\n')
  process.exit(INTERRUPTED)
})
try {
  const { faults, json } = program.parse().opts<{ faults: boolean; json: boolean }>()
  process.exitCode = faults ? await tryFaults(json) : await judge(json)
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE
  else {
    process.stderr.write(`golden failed: ${(error as Error).message}\n`)
    process.exitCode = 1
  }
}

async function judge(json: boolean): Promise<number> {
  const outcomes: [string, readonly string[]][] = []
  const cases = goldenCases()
  say(`cases ${names(cases)}`)
  outcomes.push(...(await runGolden(layout(cases), process.env, { progress: say })))
  say('functions')
  outcomes.push(...(await runFunctions(functionCases(), process.env)))
  const failed = outcomes.filter(([, problems]) => problems.length > 0)
  if (json) process.stdout.write(`${JSON.stringify(Object.fromEntries(outcomes), null, 2)}\n`)
  else {
    for (const [name, problems] of failed) process.stdout.write(`${name}\n  ${problems.join('\n  ')}\n`)
    process.stdout.write(`${outcomes.length - failed.length} passed, ${failed.length} failed\n`)
  }
  return failed.length === 0 ? 0 : 1
}

async function tryFaults(json: boolean): Promise<number> {
  const reports: FaultReport[] = []
  for (const fault of knownFaults()) {
    const report = await tryFault(fault)
    reports.push(report)
    if (json) continue
    const verdict = report.noticed ? 'noticed by' : `NOT NOTICED by all of ${fault.breaks.join(', ')}; failed:`
    process.stdout.write(
      `${fault.fault} (${fault.file}): ${verdict} ${report.failed.join(', ')}\n  ${report.example}\n`,
    )
  }
  if (json) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`)
  return reports.every(({ noticed }) => noticed) ? 0 : 1
}

/** Runs the cases of the jobs that the fault is about; which of them fail? */
async function tryFault(fault: Fault): Promise<FaultReport> {
  const jobs = new Set(fault.breaks.map((name) => name.split('/')[0]))
  const cases = goldenCases().filter(({ name }) => jobs.has(name.split('/')[0]))
  if (cases.length === 0) throw new Error(`fault "${fault.fault}" names no case: ${fault.breaks.join(', ')}`)
  say(`fault: ${fault.fault}`)
  const outcome = await runGolden(layout(cases), process.env, { fault, progress: say })
  const failed = [...outcome].filter(([, problems]) => problems.length > 0)
  const noticed = fault.breaks.every((name) => failed.some(([failedName]) => failedName === name))
  const example = failed.find(([name]) => name === fault.breaks[0])?.[1][0] ?? ''
  return { fault: fault.fault, noticed, failed: failed.map(([name]) => name), example }
}

function say(text: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(1).padStart(6)} s  ${text}\n`)
}

function names(cases: readonly GoldenCase[]): string {
  return cases.map(({ name }) => name).join(', ')
}
