import { z } from 'zod'
import { requestJson } from './http.ts'

const DEADLINE_MS = 5_000
/** Flink's Long.MIN_VALUE, "no watermark yet", and its neighbours after a round through a double. */
const NO_WATERMARK = -9e18
/** Names of metrics are long and go into the address. */
const NAMES_PER_REQUEST = 16

const counted = z.object({
  'read-records': z.number(),
  'write-records': z.number(),
  'accumulated-backpressured-time': z.number(),
  'accumulated-idle-time': z.number(),
  // NaN, which JSON knows as a text, while a task has not measured it.
  'accumulated-busy-time': z.union([z.number(), z.string()]).transform(Number),
})
const details = z.object({
  vertices: z.array(z.object({ id: z.string(), name: z.string(), parallelism: z.int(), metrics: counted })),
  plan: z.object({
    nodes: z.array(z.object({ id: z.string(), inputs: z.array(z.object({ id: z.string() })).optional() })),
  }),
})
const watermarks = z.array(z.object({ id: z.string(), value: z.coerce.number() }))
const names = z.array(z.object({ id: z.string() }))
const values = z.array(z.object({ id: z.string(), min: z.number(), max: z.number() }))
const checkpoints = z.object({
  counts: z.object({ completed: z.int(), failed: z.int() }),
  history: z.array(
    z.object({
      id: z.int(),
      status: z.enum(['IN_PROGRESS', 'COMPLETED', 'FAILED']),
      is_savepoint: z.boolean(),
      trigger_timestamp: z.number(),
      end_to_end_duration: z.number(),
      failure_message: z.string().nullish(),
    }),
  ),
})
const checkpointConfig = z.object({ interval: z.number() })

/** A task as Flink counts it: totals since it was started, summed over its subtasks; times in milliseconds. */
export interface FlinkTask {
  readonly id: string
  readonly name: string
  readonly parallelism: number
  readonly inputs: readonly string[]
  readonly recordsIn: number
  readonly recordsOut: number
  readonly busyMs: number
  readonly idleMs: number
  readonly backPressuredMs: number
}
export type FlinkCheckpointHistory = z.infer<typeof checkpoints>

/** What Flink measures of its running tasks. It asks the TaskManagers at most every 10 s, so figures are that old. */
export class FlinkTasks {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  async tasks(job: string): Promise<FlinkTask[]> {
    const { vertices, plan } = details.parse(await this.#get(`/jobs/${job}`))
    const inputs = new Map(plan.nodes.map((node) => [node.id, (node.inputs ?? []).map(({ id }) => id)]))
    return vertices.map(({ id, name, parallelism, metrics }) => ({
      id,
      name,
      parallelism,
      inputs: inputs.get(id) ?? [],
      recordsIn: metrics['read-records'],
      recordsOut: metrics['write-records'],
      busyMs: metrics['accumulated-busy-time'],
      idleMs: metrics['accumulated-idle-time'],
      backPressuredMs: metrics['accumulated-backpressured-time'],
    }))
  }

  /** The lowest watermark among the inputs of a task's subtasks, milliseconds since 1970; null while there is none. */
  async watermark(job: string, task: string): Promise<number | null> {
    const found = watermarks.parse(await this.#get(`/jobs/${job}/vertices/${task}/watermarks`))
    const least = Math.min(...found.map(({ value }) => value))
    return found.length === 0 ? null : asWatermark(least)
  }

  async metricNames(job: string, task: string): Promise<string[]> {
    return names.parse(await this.#get(`/jobs/${job}/vertices/${task}/subtasks/metrics`)).map(({ id }) => id)
  }

  /** The highest value of each metric among the subtasks that have it. */
  async metrics(job: string, task: string, wanted: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>()
    for (let at = 0; at < wanted.length; at += NAMES_PER_REQUEST) {
      const some = wanted.slice(at, at + NAMES_PER_REQUEST).map(encodeURIComponent)
      const path = `/jobs/${job}/vertices/${task}/subtasks/metrics?agg=min,max&get=${some.join(',')}`
      for (const { id, max } of values.parse(await this.#get(path))) found.set(id, max)
    }
    return found
  }

  /** The last ten checkpoints, newest first, and how many there were. */
  async checkpoints(job: string): Promise<FlinkCheckpointHistory> {
    return checkpoints.parse(await this.#get(`/jobs/${job}/checkpoints`))
  }

  async checkpointIntervalMs(job: string): Promise<number> {
    return checkpointConfig.parse(await this.#get(`/jobs/${job}/checkpoints/config`)).interval
  }

  #get(path: string): Promise<unknown> {
    return requestJson(this.#url + path, { deadlineMs: DEADLINE_MS })
  }
}

/** A watermark as a time; null for Flink's word for none. */
export function asWatermark(value: number): number | null {
  return value <= NO_WATERMARK ? null : value
}
