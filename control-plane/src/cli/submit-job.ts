import { resolve } from 'node:path'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { Command } from 'commander'
import { connectJobs } from '../connect.ts'
import { UserError } from '../errors.ts'
import type { JobControl } from '../jobs/job-control.ts'
import { inWords, lintJob, lintPlan, refuseErrors } from '../jobs/lint/lint.ts'
import { jobFile, jobNames, loadJob } from '../jobs/load.ts'
import { reconcile } from '../jobs/reconcile.ts'
import { explainPlan } from '../jobs/submit.ts'
import { jobPlan } from '../jobs/validate.ts'
import { askedHere } from './asked.ts'
import { print, progress, runCommand } from './run-command.ts'

interface Options {
  readonly plan: boolean
  readonly fresh: boolean
  readonly file?: string
  readonly json: boolean
}

const program = new Command('npm run submit-job --')
  .description(
    'Make what Flink runs equal to flink/jobs: submits new jobs, changes changed ones, leaves the rest alone.',
  )
  .argument('[job...]', 'names of jobs in flink/jobs; none means all')
  .option('--plan', 'show what would happen and change nothing', false)
  .option('--file <file>', 'a job in a file of its own, named after the file')
  .option('--fresh', 'start a stopped job without its state; needs the job’s name', false)
  .option('--json', 'print results as JSON', false)
  .action(main)

async function main(names: string[], options: Options): Promise<void> {
  if (options.fresh && names.length === 0 && options.file === undefined) {
    throw new UserError(
      '--fresh forgets state, so it is never for all jobs',
      'Name the job: npm run submit-job -- JOB --fresh',
    )
  }
  const control = connectJobs(process.env, progress)
  // Every file is read before the first job is touched: a mistake in one starts none.
  const specs = jobPaths(control.root, names, options.file).map((path) =>
    loadJob(control.root, path, control.variables),
  )
  const found = new Map(specs.map((spec) => [spec.name, lintJob(control.root, spec)]))
  if (!options.plan) for (const [name, findings] of found) refuseErrors(name, findings)
  const work = (spec: JobSpec) => (options.plan ? planned(control, spec, options) : submitted(control, spec, options))
  const results = await allOrFirstError<unknown>(specs.map(work))
  if (options.json) print({ jobs: results }, '', true)
}

function jobPaths(root: string, names: readonly string[], file: string | undefined): string[] {
  const own = file === undefined ? [] : [resolve(file)]
  if (names.length > 0 || own.length > 0) return [...names.map((name) => jobFile(root, name)), ...own]
  const all = jobNames(root)
  if (all.length > 0) return all.map((name) => jobFile(root, name))
  throw new UserError('no job in flink/jobs', 'Write one: flink/jobs/<name>.sql')
}

/** Waits for all, so that no job is left half-way because another failed; then throws the first error, if any. */
async function allOrFirstError<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(work)
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason
  return settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
}

async function planned(control: JobControl, spec: JobSpec, { fresh, json }: Options) {
  const explained = await explainPlan(control, spec)
  const findings = [...lintJob(control.root, spec, spec.sql), ...lintPlan(control.root, spec, explained.text, spec.sql)]
  const { action, would, compatibility } = await jobPlan(control, spec, fresh, explained)
  const created = explained.standIns.map((table) => `would create ${table}`)
  const said = [explained.text, '', ...created, ...findings.map(inWords), `${spec.name}: would ${would}`]
  if (compatibility !== null) said.push(`${spec.name}: state: ${compatibility.verdict}. ${compatibility.summary}`)
  for (const { operator, effect, why } of compatibility?.operators ?? []) said.push(`  ${effect}: ${operator}: ${why}`)
  if (!json) print(null, said.join('\n'), false)
  return { name: spec.name, digest: spec.digest, action, would, compatibility, findings, plan: explained.text }
}

async function submitted(control: JobControl, spec: JobSpec, { fresh, json }: Options) {
  const begun = await reconcile(control, spec, fresh, askedHere())
  const { action, jobId, stable } = await begun.done
  const link = `${control.flink.url}/#/job/running/${jobId}/overview`
  if (!json) {
    const what = { none: 'unchanged', start: 'started', replace: 'changed' }[action]
    const checkpoint = `checkpoint ${stable.checkpointId} in ${stable.checkpointMs} ms`
    print(null, `${spec.name}  ${jobId}  RUNNING  ${what}, ${checkpoint}\n  ${link}`, false)
  }
  const { operation } = begun
  return { name: spec.name, id: jobId, state: 'RUNNING', action, operation, digest: spec.digest, ...stable, link }
}

await runCommand(program)
