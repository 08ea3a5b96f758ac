import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { Command, InvalidArgumentError } from 'commander'
import { plotted } from '../plot.ts'
import { measureRate, type RateResult } from '../rate.ts'
import { machine, record } from '../record.ts'
import { type Recording, recording } from '../recording.ts'
import { ratesTable, recordingsTable } from '../report.ts'

const WRONG_USE = 2
const FOLDER = join(projectRoot, 'docs', 'bench')

function wholeNumber(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1) return value
  throw new InvalidArgumentError('must be a whole number from 1 on.')
}

function fileLabel(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,40}$/.test(text)) return text
  throw new InvalidArgumentError('must be small letters, digits and hyphens: it names a file.')
}

const say = (line: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`)

const program = new Command('npm run bench --')
  .description('Measures the running stack. Nothing passes or fails here; the figures go to docs/bench.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : WRONG_USE))

program
  .command('record <label>')
  .description('time the dashboard’s queries and count files, minute by minute, into docs/bench/<label>.json')
  .option('--minutes <n>', 'for how long', wholeNumber, 30)
  .action(async (label: string, { minutes }: { minutes: number }) => {
    const recorded = await record(process.env, { label: fileLabel(label), minutes, say })
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(join(FOLDER, `${label}.json`), `${JSON.stringify(recorded)}\n`)
    process.stdout.write(`${recordingsTable([recorded])}\n`)
  })

program
  .command('plot <label...>')
  .description('draw recordings beside each other into docs/bench/recordings.svg, and print their table')
  .action(async (labels: string[]) => {
    const recordings = labels.map(readRecording)
    writeFileSync(join(FOLDER, 'recordings.svg'), await plotted(recordings))
    process.stdout.write(`${recordingsTable(recordings)}\n`)
  })

program
  .command('rate <events-per-second...>')
  .description(
    'write at each of these rates in turn into a stack started with --no-producer; which ones do the jobs hold?',
  )
  .option('--minutes <n>', 'for how long each', wholeNumber, 3)
  .action(async (texts: string[], { minutes }: { minutes: number }) => {
    const results: RateResult[] = []
    for (const rate of texts.map(wholeNumber)) {
      const result = await measureRate(process.env, rate, minutes)
      results.push(result)
      say(`${rate} events/s: ${result.held ? 'held' : 'not held'}, ${result.lag_at_end} records behind at the end`)
    }
    process.stdout.write(`${machine()}\n\n${ratesTable(results)}\n`)
  })

await program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof Error)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error instanceof InvalidArgumentError ? WRONG_USE : 1
})

function readRecording(label: string): Recording {
  const file = join(FOLDER, `${fileLabel(label)}.json`)
  if (existsSync(file)) return recording.parse(JSON.parse(readFileSync(file, 'utf8')))
  const known = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : []
  throw new InvalidArgumentError(`there is no recording "${label}"; there are: ${known.join(', ') || 'none'}`)
}
