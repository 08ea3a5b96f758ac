import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { JobDetail, JobVersion, Savepoint } from '@lakehouse/contracts/api/jobs.ts'
import { UserError } from '../errors.ts'
import type { JobControl } from './job-control.ts'
import { jobFile, loadJob, readQuestion } from './load.ts'
import { observe } from './observe.ts'
import type { RecordedVersion } from './records.ts'
import { newestGood } from './savepoints.ts'
import { sqlDiff } from './sql-diff.ts'
import { firstCause } from './stable.ts'

const SHOWN_VERSIONS = 20
const LONGEST_TRACE = 20_000

/** Everything about one job. @throws {NotFound} when there is none of the name. @throws {Failure} without Flink. */
export async function jobDetail(control: JobControl, name: string): Promise<Omit<JobDetail, 'server_now'>> {
  const path = jobFile(control.root, name)
  const { records, journal, flink } = control
  const observed = await observe(flink, name)
  const files = desired(control, path)
  const versions = records.versions(name)
  const lastId = observed?.id ?? (await flink.jobs()).findLast((job) => job.name === name)?.jid ?? null
  const underWay = journal
    .list({ limit: 5, object: name, outcome: 'unended' })
    .find(({ kind }) => kind.startsWith('job.'))
  const [restarts, checkpoints, exceptions] = await Promise.all([
    observed === null ? null : flink.restarts(observed.id),
    lastId === null ? [] : flink.checkpointHistory(lastId),
    lastId === null ? [] : flink.exceptions(lastId),
  ])
  return {
    name,
    question: readQuestion(control.root, path),
    file: relative(control.root, path),
    sql: readFileSync(path, 'utf8'),
    parallelism: files.parallelism,
    flink_job_id: observed?.id ?? null,
    state: observed?.state ?? 'NOT_RUNNING',
    started_at: observed?.startedAt.toISOString() ?? null,
    restarts,
    running_version: versions.find(({ spec }) => spec.digest === observed?.digest)?.number ?? null,
    as_in_files: observed === null || files.digest === null ? null : observed.digest === files.digest,
    file_problem: files.problem,
    operation: underWay?.id ?? null,
    versions: versions.slice(0, SHOWN_VERSIONS).map((version, index) => versionAnswer(version, versions[index + 1])),
    savepoints: savepointAnswers(control, name),
    checkpoints: checkpoints.map((checkpoint) => ({
      id: checkpoint.id,
      kind: checkpoint.is_savepoint ? 'savepoint' : 'checkpoint',
      status: checkpoint.status,
      triggered_at: new Date(checkpoint.trigger_timestamp).toISOString(),
      duration_ms: checkpoint.end_to_end_duration,
      state_bytes: checkpoint.state_size,
      failure: checkpoint.failure_message ?? null,
    })),
    exceptions: exceptions.map(({ timestamp, stacktrace }) => ({
      at: new Date(timestamp).toISOString(),
      cause: firstCause(stacktrace),
      trace: stacktrace.slice(0, LONGEST_TRACE),
    })),
  }
}

/** The savepoints of a job as the API tells of them, newest first. */
export function savepointAnswers({ records }: Pick<JobControl, 'records'>, name: string): Savepoint[] {
  const savepoints = records.savepoints(name)
  const always = newestGood(savepoints)?.id
  return savepoints.map((savepoint) => ({ ...savepoint, kept_always: savepoint.id === always }))
}

/** Versions never change, so what differs between two is found once. */
const diffs = new Map<string, string>()

function versionAnswer(version: RecordedVersion, before: RecordedVersion | undefined): JobVersion {
  const { number, spec, createdAt, lastStartedAt, starts } = version
  const pair = `${before?.spec.digest} ${spec.digest}`
  const changes = diffs.get(pair) ?? sqlDiff(before?.spec ?? null, spec)
  diffs.set(pair, changes)
  return {
    number,
    digest: spec.digest,
    sql: spec.sql,
    changes,
    created_at: createdAt,
    last_started_at: lastStartedAt,
    starts,
  }
}

function desired(control: JobControl, path: string) {
  try {
    const { digest, settings } = loadJob(control.root, path, control.variables)
    const parallelism = settings['parallelism.default']
    return { digest, parallelism: parallelism === undefined ? null : Number(parallelism), problem: null }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { digest: null, parallelism: null, problem: error.message }
  }
}
