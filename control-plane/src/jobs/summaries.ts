import type { JobSummary } from '@lakehouse/contracts/api/system.ts'
import type { FlinkRest } from '../clients/flink-rest.ts'
import { jobFile, jobNames, readQuestion } from './load.ts'
import { observe } from './observe.ts'

/** Each job file with what Flink runs under its name. @throws {Failure} when Flink does not answer. */
export async function jobSummaries(root: string, flink: FlinkRest): Promise<JobSummary[]> {
  return Promise.all(jobNames(root).map((name) => summary(root, flink, name)))
}

async function summary(root: string, flink: FlinkRest, name: string): Promise<JobSummary> {
  const question = readQuestion(root, jobFile(root, name))
  const job = await observe(flink, name)
  if (job === null) {
    const nothing = { flink_job_id: null, started_at: null, last_checkpoint_at: null, last_checkpoint_ms: null }
    return { name, question, ...nothing, state: 'NOT_RUNNING', restarts: null }
  }
  const [{ latest }, restarts] = await Promise.all([flink.checkpoints(job.id), flink.restarts(job.id)])
  const checkpoint = latest.completed
  return {
    name,
    question,
    flink_job_id: job.id,
    state: job.state,
    started_at: job.startedAt.toISOString(),
    last_checkpoint_at: checkpoint === null ? null : new Date(checkpoint.latest_ack_timestamp).toISOString(),
    last_checkpoint_ms: checkpoint?.end_to_end_duration ?? null,
    restarts,
  }
}
