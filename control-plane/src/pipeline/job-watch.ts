import { asWatermark, type FlinkTask, type FlinkTasks } from '../clients/flink-tasks.ts'
import { ChangingCount } from './changing-count.ts'
import type { JobReading, SplitReading, TaskReading, TopicReading } from './reading.ts'
import { namedTask } from './task-name.ts'

const READ_OFFSET = /KafkaSourceReader\.topic\.([\w.-]+)\.partition\.(\d+)\.currentOffset$/
const SPLIT_WATERMARK = /\.split\.([\w.-]+)-(\d+)\.watermark\.currentWatermark$/
/** A source's metrics appear a while after its task has started, and once more when it gets new partitions. */
const NAMES_FOR_MS = 60_000

type Times = Readonly<Record<'busy' | 'idle' | 'backPressured', number | null>>
const NO_TIMES: Times = { busy: null, idle: null, backPressured: null }

interface Remembered {
  readonly in: ChangingCount
  readonly out: ChangingCount
  totals: readonly [busy: number, idle: number, backPressured: number] | undefined
  times: Times
}

export interface RunningJob {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly startedAt: number
  readonly restarts: number | null
}

/** One run of a job, looked at again and again. */
export class JobWatch {
  readonly #flink: FlinkTasks
  readonly #id: string
  readonly #tasks = new Map<string, Remembered>()
  readonly #names = new Map<string, { readonly names: readonly string[]; readonly at: number }>()
  readonly #rises = new Map<string, { readonly value: number | null; readonly at: number }>()
  readonly #offsets = new Map<string, { readonly offset: number; readonly lag: number; readonly at: number }>()
  #formerEnds: ReadonlyMap<string, bigint> = new Map()
  #intervalMs: number | undefined

  constructor(flink: FlinkTasks, id: string) {
    this.#flink = flink
    this.#id = id
  }

  /** @throws {Failure} when Flink does not answer. */
  async look(job: RunningJob, topics: readonly TopicReading[]): Promise<JobReading> {
    const [tasks, checkpoints] = await Promise.all([this.#flink.tasks(this.#id), this.#flink.checkpoints(this.#id)])
    this.#intervalMs ??= await this.#flink.checkpointIntervalMs(this.#id)
    const ends = new Map(
      topics.flatMap(({ name, partitions }) => partitions.map(({ partition, end }) => [`${name}-${partition}`, end])),
    )
    const read: TaskReading[] = []
    for (const task of tasks) read.push(await this.#task(task, ends, Date.now()))
    this.#formerEnds = ends
    const completed = checkpoints.history.find(({ status }) => status === 'COMPLETED')
    const ended = checkpoints.history.find(({ status }) => status !== 'IN_PROGRESS')
    return {
      ...job,
      checkpointIntervalMs: this.#intervalMs,
      lastCheckpointAt: completed === undefined ? null : completed.trigger_timestamp + completed.end_to_end_duration,
      lastCheckpointMs: completed?.end_to_end_duration ?? null,
      checkpointFailure: ended?.status === 'FAILED' ? (ended.failure_message ?? 'Flink gives no reason') : null,
      tasks: read,
    }
  }

  async #task(task: FlinkTask, ends: ReadonlyMap<string, bigint>, now: number): Promise<TaskReading> {
    const { id, name, parallelism, inputs } = task
    const named = namedTask(name)
    const splits = named.kind === 'source' ? await this.#splits(id, ends, now) : []
    const marks = splits.map((split) => split.watermark).filter((watermark) => watermark !== null)
    const own = marks.length === 0 ? null : Math.min(...marks)
    const watermark = named.kind === 'source' ? own : await this.#flink.watermark(this.#id, id)
    const known = splits.length > 0 && splits.every(({ lag }) => lag !== null)
    return {
      ...named,
      id,
      name,
      parallelism,
      inputs,
      ...this.#rates(task, now),
      topics: [...new Set(splits.map(({ topic }) => topic))],
      watermark,
      roseAt: this.#roseAt(id, watermark, now),
      lag: known ? splits.reduce((sum, { lag }) => sum + (lag ?? 0), 0) : null,
      splits,
    }
  }

  #rates(task: FlinkTask, now: number): Times & { readonly inRate: number | null; readonly outRate: number | null } {
    let remembered = this.#tasks.get(task.id)
    if (remembered === undefined) {
      remembered = { in: new ChangingCount(), out: new ChangingCount(), totals: undefined, times: NO_TIMES }
      this.#tasks.set(task.id, remembered)
    }
    const totals = [task.busyMs, task.idleMs, task.backPressuredMs] as const
    const before = remembered.totals
    if (before === undefined || totals.some((total, index) => total !== before[index])) {
      remembered.times = shares(before, totals)
      remembered.totals = totals
    }
    return {
      inRate: remembered.in.next(task.recordsIn, now),
      outRate: remembered.out.next(task.recordsOut, now),
      ...remembered.times,
    }
  }

  async #splits(task: string, ends: ReadonlyMap<string, bigint>, now: number): Promise<SplitReading[]> {
    const names = await this.#metricNames(task, now)
    if (names.length === 0) return []
    const values = await this.#flink.metrics(this.#id, task, names)
    const splits = new Map<string, { topic: string; partition: number; offset?: number; watermark?: number }>()
    for (const [name, value] of values) {
      const [, topic, partition] = READ_OFFSET.exec(name) ?? SPLIT_WATERMARK.exec(name) ?? []
      if (topic === undefined) continue
      const key = `${topic}-${partition}`
      const split = splits.get(key) ?? { topic, partition: Number(partition) }
      splits.set(key, READ_OFFSET.test(name) ? { ...split, offset: value } : { ...split, watermark: value })
    }
    return [...splits]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, split]) => {
        const watermark = split.watermark === undefined ? null : asWatermark(split.watermark)
        return {
          topic: split.topic,
          partition: split.partition,
          lag: this.#lag(`${task} ${key}`, key, split.offset, ends, now),
          watermark,
          roseAt: this.#roseAt(`${task} ${key}`, watermark, now),
        }
      })
  }

  async #metricNames(task: string, now: number): Promise<readonly string[]> {
    const known = this.#names.get(task)
    if (known !== undefined && known.names.length > 0 && now - known.at < NAMES_FOR_MS) return known.names
    const all = await this.#flink.metricNames(this.#id, task)
    const names = all.filter((name) => READ_OFFSET.test(name) || SPLIT_WATERMARK.test(name))
    this.#names.set(task, { names, at: now })
    return names
  }

  /**
   * What is not read yet. Flink's offset is up to 10 s old, so it is compared with where the partition ended at the look
   * before the one that first showed it; an offset that stays is compared with the end as it is.
   */
  #lag(key: string, partition: string, offset: number | undefined, ends: ReadonlyMap<string, bigint>, now: number) {
    const end = ends.get(partition)
    if (offset === undefined || end === undefined) return null
    const known = this.#offsets.get(key)
    const behind = (until: bigint) => Math.max(0, Number(until) - 1 - offset)
    if (known?.offset !== offset) {
      const lag = behind(this.#formerEnds.get(partition) ?? end)
      this.#offsets.set(key, { offset, lag, at: now })
      return lag
    }
    return now - known.at > 15_000 ? behind(end) : known.lag
  }

  #roseAt(key: string, value: number | null, now: number): number {
    const known = this.#rises.get(key)
    if (known !== undefined && known.value === value) return known.at
    this.#rises.set(key, { value, at: now })
    return now
  }
}

function shares(before: Remembered['totals'], totals: readonly [number, number, number]): Times {
  if (before === undefined) return NO_TIMES
  const [busy, idle, backPressured] = totals.map((total, index) => total - (before[index] ?? 0)) as [
    number,
    number,
    number,
  ]
  const all = busy + idle + backPressured
  // Less than nothing: the task was restarted and counts anew.
  if (!(all > 0) || busy < 0 || idle < 0 || backPressured < 0) return NO_TIMES
  return { busy: busy / all, idle: idle / all, backPressured: backPressured / all }
}
