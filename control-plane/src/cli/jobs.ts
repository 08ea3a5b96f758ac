import { Command } from 'commander'
import { connectJobs } from '../connect.ts'
import { UserError } from '../errors.ts'
import type { JobControl } from '../jobs/job-control.ts'
import { jobFile, jobNames, loadJob } from '../jobs/load.ts'
import { withJobLock } from '../jobs/lock.ts'
import { type ObservedJob, observe } from '../jobs/observe.ts'
import { reconcile } from '../jobs/reconcile.ts'
import { stopWithSavepoint, takeSavepoint } from '../jobs/stop.ts'
import { jobSummaries } from '../jobs/summaries.ts'
import { print, progress, runCommand } from './run-command.ts'
import { textTable } from './text-table.ts'

interface Output {
  readonly json: boolean
}

const LOCK_DEADLINE_MS = 5_000

const program = new Command('jobs').description('See and steer the Flink jobs of flink/jobs.')

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

command('show <job>', 'one job: its state, versions, savepoints').action(async (name: string, { json }: Output) => {
  const control = connectJobs(process.env, progress)
  const path = jobFile(control.root, name)
  const [summary] = (await jobSummaries(control.root, control.flink)).filter((job) => job.name === name)
  const desired = loadJob(control.root, path, control.variables).digest
  const running = (await observe(control.flink, name))?.digest ?? null
  const { versions, savepoints } = control.histories.read(name)
  const started = versions.map(({ spec, jobId, startedAt, from }) => ({ digest: spec.digest, jobId, startedAt, from }))
  const data = { ...summary, digest: { desired, running }, versions: started, savepoints }
  print(data, JSON.stringify(data, null, 2), json)
})

command('stop <job>', 'stop with a savepoint, from which the next start goes on').action(
  async (name: string, { json }: Output) => {
    const savepoint = await onRunningJob(name, (control, job) => stopWithSavepoint(control, name, job.id))
    print(savepoint, `${name} stopped; savepoint ${savepoint.path}`, json)
  },
)

command('start <job>', 'start from the newest savepoint or checkpoint').action(
  async (name: string, { json }: Output) => {
    const control = connectJobs(process.env, progress)
    const spec = loadJob(control.root, jobFile(control.root, name), control.variables)
    if ((await observe(control.flink, name)) !== null) {
      throw new UserError(`${name} runs already`, 'To bring a change into it: npm run submit-job')
    }
    const { jobId, stable } = await reconcile(control, spec, false)
    print({ name, id: jobId, ...stable }, `${name} started as ${jobId}`, json)
  },
)

command('savepoint <job>', 'take a savepoint of a running job').action(async (name: string, { json }: Output) => {
  const savepoint = await onRunningJob(name, (control, job) => takeSavepoint(control, name, job.id))
  print(savepoint, savepoint.path, json)
})

function command(usage: string, description: string): Command {
  return program.command(usage).description(description).option('--json', 'print as JSON', false)
}

async function onRunningJob<T>(name: string, work: (control: JobControl, job: ObservedJob) => Promise<T>): Promise<T> {
  const control = connectJobs(process.env, progress)
  jobFile(control.root, name)
  return withJobLock(control.home, name, LOCK_DEADLINE_MS, async () => {
    const job = await observe(control.flink, name)
    if (job !== null) return work(control, job)
    throw new UserError(
      `${name} does not run`,
      `Names: ${jobNames(control.root).join(', ')}. See: npm run jobs -- list`,
    )
  })
}

await runCommand(program)
