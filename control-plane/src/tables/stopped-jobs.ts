import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { prove, start } from '../jobs/change.ts'
import type { JobControl } from '../jobs/job-control.ts'
import { withJobLock } from '../jobs/lock.ts'
import { lastSpec } from '../jobs/reconcile.ts'
import { observeSettled } from '../jobs/settled.ts'
import { stopWithSavepoint } from '../jobs/stop.ts'
import { Undertaking } from '../jobs/undertaking.ts'
import type { RecordedOperation } from '../journal/journal.ts'

const LOCK_DEADLINE_MS = 5_000

interface StoppedJob {
  readonly undertaking: Undertaking
  readonly spec: JobSpec
  readonly savepoint: string
  /** Milliseconds since 1970. */
  readonly stoppedAt: number
}

/**
 * Stops these jobs with savepoints, does `work`, and starts from the savepoints those that ran, also when `work` failed.
 * Nobody else can touch them meanwhile.
 * @throws what `work` threw. @throws {Failure} when a job could not be stopped (then the others go on) or started.
 */
export async function withJobsStopped<T>(
  control: JobControl,
  jobs: readonly JobSpec[],
  operation: RecordedOperation,
  work: () => Promise<T>,
): Promise<T> {
  return locked(control, jobs.map(({ name }) => name).sort(), async () => {
    const stopped: StoppedJob[] = []
    try {
      for (const job of jobs) {
        const one = await stop(control, job, operation)
        if (one !== null) stopped.push(one)
      }
      return await work()
    } finally {
      for (const job of stopped) await startAgain(job)
    }
  })
}

/** All locks, taken in one order, so that two who want the same jobs never wait for each other. */
function locked<T>(control: JobControl, [first, ...others]: readonly string[], work: () => Promise<T>): Promise<T> {
  if (first === undefined) return work()
  return withJobLock(control.home, first, LOCK_DEADLINE_MS, () => locked(control, others, work))
}

async function stop(control: JobControl, job: JobSpec, operation: RecordedOperation): Promise<StoppedJob | null> {
  const running = await observeSettled(control, job.name)
  if (running === null) return null
  const undertaking = new Undertaking(control, job.name, operation)
  const stoppedAt = Date.now()
  const point = await undertaking.step(
    `stop ${job.name} with a savepoint`,
    () => stopWithSavepoint(undertaking, running.id),
    ({ path }) => path,
  )
  // What ran goes on, whatever the files say by now.
  const spec = control.records.versionOf(job.name, running.digest)?.spec ?? lastSpec(control, job.name) ?? job
  return { undertaking, spec, savepoint: point.path, stoppedAt }
}

async function startAgain({ undertaking, spec, savepoint, stoppedAt }: StoppedJob): Promise<void> {
  const jobId = await start(undertaking, spec, { path: savepoint }, stoppedAt, `start ${spec.name} again`)
  await prove(undertaking, spec, jobId, 'checkpoint')
}
