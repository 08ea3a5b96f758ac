import type { FlinkRest } from '../clients/flink-rest.ts'
import { jobNames } from '../jobs/load.ts'
import { isTerminal } from '../jobs/observe.ts'
import type { NeededJobs } from './stamps.ts'

/** The part of the records of jobs that tells what may be started again. */
export interface StartedAndSaved {
  runs(job: string): readonly { readonly flink_job_id: string }[]
  savepoints(job: string): readonly { readonly flink_job_id: string; readonly taken_at: string }[]
}

/**
 * Every Flink job whose commits a restart may look for: those that run, the last of each name (it may be started from
 * its checkpoints), and those of every savepoint on record.
 * @throws {Failure} when Flink does not answer.
 */
export async function neededJobs(
  root: string,
  flink: Pick<FlinkRest, 'jobs'>,
  records: StartedAndSaved,
): Promise<NeededJobs> {
  const needed = new Map<string, string>()
  for (const job of await flink.jobs()) {
    if (!isTerminal(job.state)) needed.set(job.jid, `job ${job.name}, which runs`)
  }
  for (const name of jobNames(root)) {
    const last = records.runs(name)[0]
    if (last !== undefined && !needed.has(last.flink_job_id)) {
      needed.set(last.flink_job_id, `the last run of ${name}`)
    }
    for (const savepoint of records.savepoints(name)) {
      if (!needed.has(savepoint.flink_job_id)) {
        needed.set(savepoint.flink_job_id, `${name}'s savepoint of ${savepoint.taken_at}`)
      }
    }
  }
  return needed
}
