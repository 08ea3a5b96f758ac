import { flinkJobStates } from '@lakehouse/contracts/jobs.ts'
import type { FlinkRest } from '../clients/flink-rest.ts'
import type { FlinkTasks } from '../clients/flink-tasks.ts'
import { explain } from '../errors.ts'
import type { StackHealth } from '../health/health.ts'
import type { CommitLedgers } from './commit-ledger/commit-ledgers.ts'
import type { SinkStatus } from './commit-ledger/judge.ts'
import { JobWatch } from './job-watch.ts'
import type { Blind, JobReading, Reading, TopicReading } from './reading.ts'
import type { TopicWatch } from './topic-watch.ts'

export interface Watched {
  readonly flink: FlinkRest
  readonly tasks: FlinkTasks
  readonly topics: TopicWatch
  readonly ledgers: CommitLedgers
  readonly health: Pick<StackHealth, 'read'>
  /** The names of the jobs that have a file. */
  readonly jobNames: () => readonly string[]
}

/** Looks at the whole pipeline, round by round. What cannot be seen is named, and hides nothing else. */
export class PipelineWatch {
  readonly #watched: Watched
  #jobs = new Map<string, JobWatch>()

  constructor(watched: Watched) {
    this.#watched = watched
  }

  async look(): Promise<Reading> {
    const { topics, health, flink } = this.#watched
    const blind: Blind[] = []
    const seen = async <T>(what: Blind['what'], look: () => Promise<T>, otherwise: T): Promise<T> => {
      try {
        return await look()
      } catch (error) {
        blind.push({ what, cause: explain(error) })
        return otherwise
      }
    }
    const [topicReadings, parts, known] = await Promise.all([
      seen<TopicReading[]>('kafka', () => topics.look(), []),
      seen('health', async () => (await health.read()).parts, []),
      seen('flink', () => flink.jobs(), null),
    ])
    const live = (known ?? []).filter(({ state }) => !flinkJobStates[state].terminal)
    this.#jobs = new Map(live.map(({ jid }) => [jid, this.#jobs.get(jid) ?? new JobWatch(this.#watched.tasks, jid)]))
    const jobs: JobReading[] = []
    const sinks: SinkStatus[] = []
    for (const { jid: id, name, state, 'start-time': startedAt } of live) {
      const what = `job ${name}` as const
      const job = await seen<JobReading | null>(
        what,
        async () => {
          const restarts = await flink.restarts(id)
          const read = this.#jobs.get(id)?.look({ id, name, state, startedAt, restarts }, topicReadings)
          return (await read) ?? null
        },
        null,
      )
      if (job === null) continue
      jobs.push(job)
      sinks.push(...(await seen<SinkStatus[]>('tables', () => this.#watched.ledgers.look(job), [])))
    }
    const names = new Set(live.map(({ name }) => name))
    const absent = known === null ? [] : this.#watched.jobNames().filter((name) => !names.has(name))
    return { at: Date.now(), topics: topicReadings, jobs, absent, sinks, parts, blind }
  }
}
