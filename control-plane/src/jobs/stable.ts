import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { Failure } from '../errors.ts'
import { committedBy } from './commits.ts'
import type { JobControl } from './job-control.ts'
import { isTerminal } from './observe.ts'
import { type IcebergSink, icebergSinks } from './sinks.ts'
import { exceptionChain } from './statement-problem.ts'
import { waitFor } from './wait-for.ts'

const POLL_MS = 500
const COMMITS_POLL_MS = 2_000
const TELL_EVERY_MS = 10_000
/** A job that fails this often before it is stable will not get there by itself. */
const FAILURES_BEFORE_GIVING_UP = 5
const CHECKPOINT_DEADLINE_MS = 180_000
/** Iceberg's sink commits an empty snapshot for every tenth checkpoint without rows (`flink.max-continuous-empty-commits`). */
const CHECKPOINTS_TO_COMMIT = 10
const COMMIT_GRACE_MS = 30_000
/** Ten checkpoints of a job that checkpoints slowly. */
const COMMITS_DEADLINE_MS = 900_000

export interface Stable {
  readonly checkpointId: number
  readonly checkpointMs: number
  readonly waitedMs: number
}

/** Where a job is on its way to being stable. */
interface Sight extends Stable {
  readonly completed: number
}

/**
 * Waits until the job is RUNNING and has completed its first checkpoint.
 * @throws {Failure} with the job's own first cause when it ends, keeps failing, or is not there in time.
 */
export function awaitCheckpoint(control: JobControl, name: string, id: string): Promise<Stable> {
  const watch = new JobWatch(control, name, id)
  return waitFor({
    deadlineMs: CHECKPOINT_DEADLINE_MS,
    everyMs: POLL_MS,
    look: () => watch.look(),
    late: (unanswered) => watch.late(CHECKPOINT_DEADLINE_MS, unanswered),
  })
}

/**
 * Waits until the job has committed a checkpoint of its own to every Iceberg table that it writes. An idle sink commits
 * only every tenth checkpoint: 30 s after that, a table without a commit is a table that gets none.
 * @throws {Failure} naming the tables without a commit, or the job's own first cause.
 */
export async function awaitCommits(control: JobControl, spec: JobSpec, id: string): Promise<string> {
  const watch = new JobWatch(control, spec.name, id)
  const since = new Date(Date.now() - CHECKPOINT_DEADLINE_MS)
  const all = icebergSinks(spec)
  let waiting = all
  let tenthAt: number | undefined
  const uncommitted = () => waiting.map(({ name }) => name).join(', ')
  return waitFor({
    deadlineMs: COMMITS_DEADLINE_MS,
    everyMs: COMMITS_POLL_MS,
    look: async () => {
      const sight = await watch.look()
      waiting = await stillWaiting(control, waiting, id, since)
      if (waiting.length === 0) return all.length === 0 ? 'no Iceberg sink' : `committed to ${all.length} tables`
      if (sight !== null && sight.completed >= CHECKPOINTS_TO_COMMIT) tenthAt ??= Date.now()
      if (tenthAt !== undefined && Date.now() > tenthAt + COMMIT_GRACE_MS) {
        const seen = `${sight?.completed ?? CHECKPOINTS_TO_COMMIT} checkpoints are complete`
        throw watch.problem(`${spec.name} (${id}) checkpoints but does not commit to ${uncommitted()}: ${seen}`)
      }
      return null
    },
    late: (unanswered) =>
      watch.problem(
        `${spec.name} (${id}) has not committed to ${uncommitted()} in ${COMMITS_DEADLINE_MS / 1000} s${unanswered ? `: ${unanswered.message}` : ''}`,
      ),
  })
}

async function stillWaiting(
  { trino, root }: JobControl,
  sinks: readonly IcebergSink[],
  id: string,
  since: Date,
): Promise<IcebergSink[]> {
  const committed = await Promise.all(sinks.map((sink) => committedBy(trino, root, sink, id, since)))
  return sinks.filter((_, index) => committed[index] === null)
}

/** Looks at a job that has just been started. */
class JobWatch {
  readonly #control: JobControl
  readonly #name: string
  readonly #id: string
  readonly #begun = Date.now()
  #told = Date.now()
  #seen: string

  constructor(control: JobControl, name: string, id: string) {
    this.#control = control
    this.#name = name
    this.#id = id
    this.#seen = `${name} (${id}) is unknown to Flink`
  }

  /** Null until the job is RUNNING with a completed checkpoint. @throws {Failure} when it will not get there. */
  async look(): Promise<Sight | null> {
    const { flink } = this.#control
    const job = (await flink.jobs()).find(({ jid }) => jid === this.#id)
    if (job === undefined) return null
    const { counts, latest } = await flink.checkpoints(this.#id)
    const done = latest.completed ?? latest.savepoint
    const cause = await this.#failure(job.state)
    if (job.state === 'RUNNING' && counts.completed > 0 && done !== null) {
      const waitedMs = Date.now() - this.#begun
      return { checkpointId: done.id, checkpointMs: done.end_to_end_duration, waitedMs, completed: counts.completed }
    }
    const missing = job.state === 'RUNNING' ? 'its first completed checkpoint' : 'RUNNING'
    this.#seen = `${this.#name} is ${job.state}, without ${missing} yet${cause}`
    this.#tell()
    return null
  }

  late(deadlineMs: number, unanswered: Error | undefined): Failure {
    return this.problem(`${this.#seen} after ${deadlineMs / 1000} s${unanswered ? `: ${unanswered.message}` : ''}`)
  }

  problem(message: string): Failure {
    return new Failure(
      message,
      `Exceptions of the job: ${this.#control.flink.url}; state: npm run jobs -- show ${this.#name}`,
    )
  }

  async #failure(state: Parameters<typeof isTerminal>[0]): Promise<string> {
    const failures = (await this.#control.flink.exceptions(this.#id)).filter(({ timestamp }) => timestamp > this.#begun)
    const cause = failures[0] === undefined ? '' : `; newest cause: ${firstCause(failures[0].stacktrace)}`
    if (isTerminal(state)) {
      throw this.problem(`${this.#name} (${this.#id}) ended as ${state}${cause || (await this.#lastCause())}`)
    }
    if (failures.length >= FAILURES_BEFORE_GIVING_UP) {
      throw this.problem(`${this.#name} (${this.#id}) keeps failing${cause}`)
    }
    return cause
  }

  async #lastCause(): Promise<string> {
    const [newest] = await this.#control.flink.exceptions(this.#id)
    return newest === undefined ? '' : `: ${firstCause(newest.stacktrace)}`
  }

  #tell(): void {
    if (Date.now() - this.#told <= TELL_EVERY_MS) return
    this.#told = Date.now()
    this.#control.progress(`${this.#seen} (${Math.round((this.#told - this.#begun) / 1000)} s)`)
  }
}

/** The innermost exception of a Java stack trace, in one line. */
export function firstCause(trace: string): string {
  const innermost = exceptionChain(trace).at(-1)
  if (innermost === undefined) return trace.split('\n')[0] ?? ''
  return `${innermost.type.split('.').at(-1)}: ${innermost.message.replaceAll('\n', ' ')}`
}
