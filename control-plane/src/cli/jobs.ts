import type { JobDetail } from '@lakehouse/contracts/api/jobs.ts'
import type { Operation } from '@lakehouse/contracts/api/operations.ts'
import { Command, InvalidArgumentError } from 'commander'
import { connectJobs } from '../connect.ts'
import { NotFound } from '../errors.ts'
import {
  deleteSavepoint,
  restoreJob,
  rollbackJob,
  savepointJob,
  scaleJob,
  startJob,
  stopJob,
} from '../jobs/commands.ts'
import { jobDetail } from '../jobs/detail.ts'
import type { JobControl } from '../jobs/job-control.ts'
import { jobFile } from '../jobs/load.ts'
import { jobSummaries } from '../jobs/summaries.ts'
import type { Begun } from '../jobs/undertake.ts'
import type { Asked } from '../jobs/undertaking.ts'
import { askedHere } from './asked.ts'
import { print, progress, runCommand } from './run-command.ts'
import { textTable } from './text-table.ts'

interface Output {
  readonly json: boolean
}

const program = new Command('npm run jobs --').description('See and steer the Flink jobs of flink/jobs.')

command('list', 'every job with what Flink runs under its name').action(async ({ json }: Output) => {
  const control = connectJobs(process.env, progress)
  const jobs = await jobSummaries(control.root, control.flink)
  const rows = jobs.map((job) => [
    job.name,
    job.state,
    job.flink_job_id,
    job.last_checkpoint_at,
    job.restarts,
    job.question,
  ])
  print({ jobs }, textTable(['job', 'state', 'id', 'last checkpoint', 'restarts', 'question'], rows), json)
})

command('show <job>', 'one job: its state, versions, savepoints, checkpoints and exceptions').action(
  async (name: string, { json }: Output) => {
    const detail = await jobDetail(connectJobs(process.env, progress), name)
    print(detail, inText(detail), json)
  },
)

command('stop <job>', 'stop with a savepoint, from which the next start goes on').action(
  (name: string, { json }: Output) =>
    change(
      name,
      json,
      (control, asked) => stopJob(control, name, asked),
      ({ path }) => `${name} stopped; savepoint ${path}`,
    ),
)

command('start <job>', 'start from the newest savepoint or checkpoint').action((name: string, { json }: Output) =>
  change(
    name,
    json,
    (control, asked) => startJob(control, name, false, asked),
    ({ jobId }) => `${name} runs as ${jobId}`,
  ),
)

command('savepoint <job>', 'take a savepoint of a running job').action((name: string, { json }: Output) =>
  change(
    name,
    json,
    (control, asked) => savepointJob(control, name, asked),
    ({ path }) => path,
  ),
)

command('restore <job> <savepoint>', 'restart from a savepoint of the catalogue, by its number in "show"')
  .option('--yes', 'also when tables hold commits made after the savepoint', false)
  .action((name: string, savepoint: string, { json, yes }: Output & { readonly yes: boolean }) =>
    change(
      name,
      json,
      (control, asked) => restoreJob(control, name, { savepoint: wholeNumber(savepoint), accept: yes }, asked),
      ({ jobId }) => `${name} runs from savepoint ${savepoint} as ${jobId}`,
    ),
  )

command('rollback <job> <version>', 'bring an earlier version back, by its number in "show"').action(
  (name: string, version: string, { json }: Output) =>
    change(
      name,
      json,
      (control, asked) => rollbackJob(control, name, wholeNumber(version), asked),
      ({ jobId }) => `${name} runs version ${version} as ${jobId}`,
    ),
)

command('scale <job> <parallelism>', 'change the parallelism, in the file and in what runs').action(
  (name: string, parallelism: string, { json }: Output) =>
    change(
      name,
      json,
      (control, asked) => scaleJob(control, name, wholeNumber(parallelism), asked),
      ({ jobId }) => `${name} runs with parallelism ${parallelism} as ${jobId}`,
    ),
)

command('delete-savepoint <job> <savepoint>', 'delete a savepoint with its files').action(
  (name: string, savepoint: string, { json }: Output) =>
    change(
      name,
      json,
      (control, asked) => deleteSavepoint(control, name, wholeNumber(savepoint), asked),
      () => `savepoint ${savepoint} of ${name} is deleted`,
    ),
)

command('history [job]', 'what was done to the jobs, newest first: the operations journal')
  .option('--limit <n>', 'at most so many operations', '20')
  .option('--operation <id>', 'one operation with all its steps')
  .action((name: string | undefined, options: Output & { readonly limit: string; readonly operation?: string }) => {
    const { root, journal } = connectJobs(process.env, progress)
    if (options.operation !== undefined) {
      const operation = journal.read(wholeNumber(options.operation))
      if (operation === null) throw new NotFound(`no operation ${options.operation}`, 'See: npm run jobs -- history')
      return print(operation, operationInText(operation), options.json)
    }
    if (name !== undefined) jobFile(root, name)
    const limit = wholeNumber(options.limit)
    const operations = journal.list({ limit, ...(name === undefined ? {} : { object: name }) })
    const rows = operations.map((one) => [
      one.id,
      one.started_at,
      one.kind,
      one.object,
      one.outcome,
      one.actor,
      one.summary,
    ])
    return print(
      { operations },
      textTable(['id', 'started', 'kind', 'object', 'outcome', 'by', 'summary'], rows),
      options.json,
    )
  })

function command(usage: string, description: string): Command {
  return program.command(usage).description(description).option('--json', 'print as JSON', false)
}

/** Does one operation to its end and prints what came of it. */
async function change<T>(
  name: string,
  json: boolean,
  begin: (control: JobControl, asked: Asked) => Promise<Begun<T>>,
  inWords: (result: T) => string,
): Promise<void> {
  const control = connectJobs(process.env, progress)
  const { operation, done } = await begin(control, askedHere())
  const result = await done
  print({ job: name, operation, result }, inWords(result), json)
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError(`"${text}" is no whole number`)
}

function inText(job: Omit<JobDetail, 'server_now'>): string {
  const { name, state, flink_job_id, running_version, parallelism, as_in_files } = job
  const files =
    as_in_files === null ? '' : as_in_files ? ', as in the files' : ', files have changed: npm run submit-job'
  const versions = job.versions.map((one) => [
    `${one.number}${one.number === running_version ? ' (runs)' : ''}`,
    one.created_at,
    one.starts,
    one.last_started_at,
    one.digest.slice(0, 12),
  ])
  const savepoints = job.savepoints.map((one) => [one.id, one.taken_at, one.version, one.bytes, one.path])
  const checkpoints = job.checkpoints.map((one) => [
    one.id,
    one.kind,
    one.status,
    one.triggered_at,
    one.duration_ms,
    one.state_bytes,
  ])
  const exceptions = job.exceptions.map((one) => [one.at, one.cause])
  return [
    `${name}: ${job.question}`,
    `${state} ${flink_job_id ?? ''} parallelism ${parallelism ?? 'of the cluster'}${files}`,
    section('versions', ['version', 'first seen', 'starts', 'last start', 'digest'], versions),
    section('savepoints', ['savepoint', 'taken', 'version', 'bytes', 'path'], savepoints),
    section('checkpoints', ['id', 'kind', 'status', 'triggered', 'ms', 'bytes'], checkpoints),
    section('exceptions', ['at', 'first cause'], exceptions),
  ].join('\n')
}

function section(title: string, head: readonly string[], rows: Parameters<typeof textTable>[1]): string {
  return rows.length === 0 ? `\nno ${title}` : `\n${title}\n${textTable(head, rows)}`
}

/** Whole texts: the page shows what differs. */
const LONG_FACTS = new Set(['sql_diff', 'file_former', 'file_written'])

function operationInText(operation: Operation): string {
  const { id, kind, object, actor, source, outcome, summary, action, details } = operation
  const steps = operation.steps.map((step) => [step.name, step.outcome, step.started_at, step.ended_at, step.detail])
  const facts = Object.entries(details).filter(([name]) => !LONG_FACTS.has(name))
  return [
    `operation ${id}: ${kind} ${object}, by ${actor} (${source}): ${outcome ?? 'under way'}`,
    ...(summary === null ? [] : [summary]),
    ...(action === null ? [] : [action]),
    section('steps', ['step', 'outcome', 'from', 'to', 'detail'], steps),
    section(
      'facts',
      ['fact', 'value'],
      facts.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
    ...(typeof details.sql_diff === 'string' && details.sql_diff !== '' ? [`\n${details.sql_diff}`] : []),
  ].join('\n')
}

await runCommand(program)
