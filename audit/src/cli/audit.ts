import { Command, InvalidArgumentError, Option } from 'commander'
import { audit, SETTLING_MS } from '../audit.ts'
import type { AuditedTable } from '../oracle/expectation.ts'
import { formatReport } from '../report.ts'
import { stackOf } from '../stack.ts'
import { auditedTables } from '../tables.ts'

const WRONG_USE = 2
const INTERRUPTED = 130

interface Options {
  json?: true
  until?: number
  table?: AuditedTable[]
  patience: number
}

function pastTime(text: string): number {
  const time = Date.parse(text)
  if (Number.isNaN(time))
    throw new InvalidArgumentError(`"${text}" is no ISO-8601 time, as 2026-01-31T23:59:59.999Z is.`)
  if (time > Date.now() - SETTLING_MS) throw new InvalidArgumentError('It must be at least 60 s in the past.')
  return time
}

function seconds(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError(`"${text}" is no whole number of seconds above 0.`)
  return value
}

const program = new Command('npm run audit --')
  .description('Compares the live tables with what an independent oracle computes from the records in Kafka.')
  .option('--json', 'print the report as JSON')
  .option('--until <time>', 'judge up to this time only (ISO-8601, at least 60 s ago)', pastTime)
  .addOption(new Option('--table <names...>', 'judge these tables only').choices(auditedTables))
  .option('--patience <seconds>', 'how long to wait for the tables to be written', seconds, 180)
  .addHelpText('after', '\nExit status: 0 no difference, 1 a difference or a failure, 2 wrong use, 130 interrupted.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : WRONG_USE))
  .parse()

const options = program.opts<Options>()
// The first Ctrl-C lets the audit put away what it has in Kafka; the second does not wait for that.
const interrupted = new AbortController()
process.once('SIGINT', () => {
  interrupted.abort()
  process.once('SIGINT', () => process.exit(INTERRUPTED))
})
try {
  const report = await audit(
    stackOf(process.env),
    {
      tables: options.table ?? auditedTables,
      until: options.until,
      settlingMs: SETTLING_MS,
      patienceMs: options.patience * 1_000,
    },
    { signal: interrupted.signal, progress: (text) => process.stderr.write(`${text}\n`) },
  )
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report))
  process.exitCode = report.clean ? 0 : 1
} catch (error) {
  process.stderr.write(interrupted.signal.aborted ? 'interrupted\n' : `audit failed: ${(error as Error).message}\n`)
  process.exitCode = interrupted.signal.aborted ? INTERRUPTED : 1
}
