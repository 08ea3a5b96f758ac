import type { Flink, FlinkJob } from './flink.ts'

const READ_OFFSET = /KafkaSourceReader\.topic\.([\w.-]+)\.partition\.(\d+)\.currentOffset$/
/** The JobManager asks for metrics when somebody looks and its own are older than 10 s: by then a look has new ones. */
const METRICS_AGE_MS = 11_000
/** Metrics that were on their way when the tasks were deployed have come by then. */
const ON_THE_WAY_MS = 5_000

/** Part of a topic, of any name. */
type Range = { readonly topic: string; readonly partition: number; readonly from: number; readonly to: number }

interface Run {
  readonly deployedAt: number
  readonly lookedAt: number
  /** What each partition's position was at the first look. */
  readonly first: ReadonlyMap<string, number>
}

/**
 * How far the sources of a job have read. The JobManager shows a position of before a restart until it has fetched a new
 * one, so a position counts only once it has changed since the first look at this run of the job, or has had the time to.
 */
export class ReadPositions {
  readonly #runs = new Map<string, Run>()

  /**
   * @returns null when every source has read all of the ranges, else what is still awaited.
   * @throws {Error} when Flink cannot be asked.
   */
  async awaited(flink: Flink, job: FlinkJob, ranges: readonly Range[], now = Date.now()): Promise<string | null> {
    if (job.state !== 'RUNNING') return `job ${job.name} to be RUNNING, it is ${job.state}`
    const deployedAt = await flink.deployedAt(job.id)
    if (now < deployedAt + ON_THE_WAY_MS) return `job ${job.name} to have run for ${ON_THE_WAY_MS / 1_000} s`
    const positions = new Map<string, number>()
    const awaited: string[] = []
    for (const { name, metrics } of await flink.sources(job.id, READ_OFFSET)) {
      const source = `job ${job.name} (${name.slice(0, 60)})`
      const own = new Map(metrics.map((metric) => [placeOf(metric.name), metric.max]))
      if (own.size === 0) awaited.push(`${source} to say what it has read`)
      awaited.push(...unread(source, own, ranges))
      for (const [place, position] of own) positions.set(`${name} ${place}`, position)
    }
    const run = this.#runs.get(job.id)
    if (run?.deployedAt !== deployedAt) {
      this.#runs.set(job.id, { deployedAt, lookedAt: now, first: positions })
      return awaited[0] ?? `job ${job.name} to say once more what it has read`
    }
    if (awaited[0] !== undefined || now >= run.lookedAt + METRICS_AGE_MS) return awaited[0] ?? null
    const isOld = [...positions].some(([place, position]) => run.first.get(place) === position)
    return isOld ? `job ${job.name} to say anew what it has read` : null
  }

  /** Whether the job still is in the run that the positions are of. */
  async isSameRun(flink: Flink, job: FlinkJob): Promise<boolean> {
    return (await flink.deployedAt(job.id)) === this.#runs.get(job.id)?.deployedAt
  }
}

/** Metrics appear a while after their task has started, so a source without them has yet to read. */
function unread(source: string, positions: ReadonlyMap<string, number>, ranges: readonly Range[]): string[] {
  const topics = new Set([...positions.keys()].map((place) => place.slice(0, place.lastIndexOf('-'))))
  return ranges.flatMap(({ topic, partition, from, to }) => {
    if (!topics.has(topic) || from >= to) return []
    const read = positions.get(`${topic}-${partition}`)
    return read !== undefined && read >= to - 1
      ? []
      : [`${source} to read ${topic}-${partition} from ${read} up to ${to - 1}`]
  })
}

function placeOf(metric: string): string {
  const [, topic, partition] = READ_OFFSET.exec(metric) ?? []
  return `${topic}-${partition}`
}
