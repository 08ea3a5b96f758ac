import { readFile } from 'node:fs/promises'
import { type TableFreshness, tableFreshness } from '@lakehouse/contracts/api/overview.ts'
import type { Pipeline } from '@lakehouse/contracts/api/pipeline.ts'
import type { QueryResult } from '@lakehouse/contracts/api/query-result.ts'
import type { TopicTail } from '@lakehouse/contracts/api/streams.ts'
import { type ProducerStatus, producerStatus, producerStatusFile } from '@lakehouse/contracts/producer-status.ts'
import { LATE_AFTER_MS, type TopicName, topicNames } from '@lakehouse/contracts/topics.ts'
import { z } from 'zod'
import { explain } from '../errors.ts'
import { BriefCache } from '../lib/brief-cache.ts'
import { inWords } from './commit-ledger/commit-ledgers.ts'
import type { SinkStatus } from './commit-ledger/judge.ts'
import { hops, slowest } from './hops.ts'
import type { Reading } from './reading.ts'
import { type Judged, jobState, taskState, topicState } from './states.ts'

/** Viewers that poll at the same moment share one answer. */
const REUSE_MS = 2_000
/** The newest records of each topic that tell how long events take to Kafka. */
const SAMPLE = 50
/** The producer renews its word every second. */
const PRODUCER_SILENT_MS = 5_000

const event = z.object({ event_time: z.iso.datetime() })

export interface MapParts {
  readonly home: string
  /** The watchdog's newest round; undefined before the first. */
  readonly reading: () => Reading | undefined
  readonly look: () => Promise<Reading>
  readonly freshness: () => Promise<QueryResult<unknown>>
  readonly tail: (topic: TopicName, limit: number) => Promise<TopicTail>
}

/** Every place from producer to dashboard, as somebody who looks wants to see it. */
export class PipelineMap {
  readonly #parts: MapParts
  readonly #map: BriefCache<Omit<Pipeline, 'server_now'>>

  constructor(parts: MapParts) {
    this.#parts = parts
    this.#map = new BriefCache(REUSE_MS, () => this.#draw())
  }

  async read(): Promise<Pipeline> {
    return { ...(await this.#map.get()), server_now: new Date().toISOString() }
  }

  async #draw(): Promise<Omit<Pipeline, 'server_now'>> {
    const reading = this.#parts.reading() ?? (await this.#parts.look())
    const blind: { what: string; cause: string }[] = [...reading.blind]
    const asked = async <T>(what: string, ask: () => Promise<T>): Promise<T | null> => {
      try {
        return await ask()
      } catch (error) {
        blind.push({ what, cause: explain(error) })
        return null
      }
    }
    const [freshness, producer, ...tails] = await Promise.all([
      asked('trino', () => this.#parts.freshness()),
      asked('producer', () => readProducer(this.#parts.home)),
      ...topicNames.map((topic) => asked(topic, () => this.#parts.tail(topic, SAMPLE))),
    ])
    const all = hops(reading, { produceMs: produceMs(tails), queryMs: freshness?.query_ms ?? null })
    const trino = reading.parts.find(({ name }) => name === 'trino')
    return {
      producer: { ...producerState(producer, reading.at), records_per_second: producer?.rate ?? null },
      topics: reading.topics.map((topic) => ({
        name: topic.name,
        ...topicState(topic, reading.at),
        records_per_second: topic.rate,
        partitions: topic.partitions.map(({ partition, end, rate, writtenAt }) => ({
          partition,
          end_offset: String(end),
          records_per_second: rate,
          written_at: iso(writtenAt),
        })),
      })),
      jobs: [...jobsOf(reading), ...absentJobs(reading)],
      splits: reading.jobs.flatMap(({ name: job, tasks }) =>
        tasks.flatMap(({ splits }) =>
          splits.map(({ topic, partition, lag, watermark }) => ({
            job,
            topic,
            partition,
            lag_records: lag,
            watermark: watermark === null ? null : iso(watermark),
          })),
        ),
      ),
      tables: tablesOf(reading.sinks, z.array(tableFreshness).parse(freshness?.rows ?? [])),
      trino: { ...trinoState(trino), query_ms: freshness?.query_ms ?? null },
      hops: all,
      slowest: slowest(all),
      blind,
      checked_at: iso(reading.at),
    }
  }
}

function jobsOf({ jobs, at }: Reading): Pipeline['jobs'] {
  return jobs.map((job) => ({
    name: job.name,
    ...jobState(job, at),
    flink_job_id: job.id,
    flink_state: job.state,
    checkpoint_interval_ms: job.checkpointIntervalMs,
    last_checkpoint_at: job.lastCheckpointAt === null ? null : iso(job.lastCheckpointAt),
    last_checkpoint_ms: job.lastCheckpointMs,
    operators: job.tasks.map((task) => ({
      ...taskState(task, job.state, at),
      id: task.id,
      name: task.label,
      description: task.name,
      kind: task.kind,
      inputs: [...task.inputs],
      topics: [...task.topics],
      tables: [...task.tables],
      parallelism: task.parallelism,
      records_in_per_second: task.inRate,
      records_out_per_second: task.outRate,
      busy: task.busy,
      idle: task.idle,
      back_pressured: task.backPressured,
      watermark: task.watermark === null ? null : iso(task.watermark),
      lag_records: task.lag,
    })),
  }))
}

function absentJobs({ absent }: Reading): Pipeline['jobs'] {
  return absent.map((name) => ({
    name,
    state: 'stalled' as const,
    detail: `it does not run. Start it: npm run jobs -- start ${name}`,
    flink_job_id: null,
    flink_state: 'NOT_RUNNING',
    checkpoint_interval_ms: null,
    last_checkpoint_at: null,
    last_checkpoint_ms: null,
    operators: [],
  }))
}

/** One entry per table, however many jobs write it; as well as the worst of them. */
function tablesOf(sinks: readonly SinkStatus[], rows: readonly TableFreshness[]): Pipeline['tables'] {
  const byTable = Map.groupBy(sinks, ({ table }) => table)
  return [...byTable].map(([name, own]) => {
    const worst = own.find(({ state }) => state === 'missing') ?? own.find(({ state }) => state === 'pending') ?? own[0]
    const fresh = rows.find(({ table_name }) => table_name === name)
    const commits = own.flatMap(({ newestCommit }) => (newestCommit === null ? [] : [newestCommit.committedAt]))
    const state = worst?.state ?? 'unknown'
    return {
      name,
      kind: own[0]?.kind ?? 'iceberg',
      state: state === 'missing' ? 'stalled' : state === 'unknown' ? 'unknown' : 'ok',
      detail: worst === undefined ? 'not looked at' : inWords(worst),
      jobs: own.map(({ job }) => job),
      commit_state: state,
      committed_at: commits.length === 0 ? null : iso(Math.max(...commits)),
      newest_event_time: fresh?.newest_event_time ?? null,
    }
  })
}

function trinoState(part: Reading['parts'][number] | undefined): Judged {
  if (part === undefined) return { state: 'unknown', detail: 'not looked at' }
  return { state: part.state === 'up' ? 'ok' : part.state === 'degraded' ? 'slow' : 'stalled', detail: part.detail }
}

async function readProducer(home: string): Promise<ProducerStatus | null> {
  try {
    return producerStatus.parse(JSON.parse(await readFile(producerStatusFile(home), 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function producerState(status: ProducerStatus | null, now: number): Judged {
  if (status === null) return { state: 'unknown', detail: 'no producer of this stack has told of itself' }
  if (status.state === 'stopped') return { state: 'stalled', detail: 'it is stopped. Start it: npm run producer' }
  const silent = now - Date.parse(status.updated_at)
  if (silent > PRODUCER_SILENT_MS)
    return { state: 'stalled', detail: `it has said nothing for ${Math.round(silent / 1000)} s` }
  if (status.state === 'running') return { state: 'ok', detail: `${status.cities.length} cities, run ${status.run}` }
  return { state: 'stalled', detail: status.problem ?? `it is ${status.state}` }
}

/** Median of event_time to Kafka timestamp among the newest events that are not late on purpose. */
function produceMs(tails: readonly (TopicTail | null)[]): number | null {
  const delays = tails
    .flatMap((tail) => tail?.records ?? [])
    .flatMap(({ value, kafka_time }) => {
      const read = event.safeParse(parsed(value))
      return read.success ? [Date.parse(kafka_time) - Date.parse(read.data.event_time)] : []
    })
    .filter((delay) => delay >= 0 && delay <= LATE_AFTER_MS)
    .sort((a, b) => a - b)
  return delays[Math.floor(delays.length / 2)] ?? null
}

/** A record need not be JSON: one that is not has no event_time to tell of. */
function parsed(value: string | null): unknown {
  try {
    return JSON.parse(value ?? 'null')
  } catch {
    return null
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
