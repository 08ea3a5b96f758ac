import { type FlinkJobState, flinkJobStates } from '@lakehouse/contracts/jobs.ts'
import { z } from 'zod'

const overview = z.object({
  jobs: z.array(
    z.object({ jid: z.string(), name: z.string(), state: z.enum(Object.keys(flinkJobStates) as [FlinkJobState]) }),
  ),
})
const job = z.object({ vertices: z.array(z.object({ id: z.string(), name: z.string(), 'start-time': z.number() })) })
const checkpoints = z.object({
  latest: z.object({ completed: z.object({ id: z.int(), trigger_timestamp: z.number() }).nullable() }),
})
const metricNames = z.array(z.object({ id: z.string() }))
const metricValues = z.array(z.object({ id: z.string(), max: z.number(), sum: z.number() }))

export interface FlinkJob {
  readonly id: string
  readonly name: string
  readonly state: FlinkJobState
}
export interface Checkpoint {
  readonly id: number
  /** When it was triggered, milliseconds since 1970. */
  readonly triggeredAt: number
}
export interface Metric {
  readonly name: string
  /** Highest value among the parallel subtasks, and the sum of them all. */
  readonly max: number
  readonly sum: number
}

const TIMEOUT_MS = 10_000
/** Metric names are long and go into the URL. */
const NAMES_PER_REQUEST = 20

/**
 * The part of Flink's REST API that an audit asks. Every call throws an Error naming the URL when Flink does not
 * answer, or answers with a failure or something else than its documentation says.
 */
export class Flink {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  /** Jobs that have not ended. */
  async liveJobs(): Promise<FlinkJob[]> {
    const { jobs } = await this.#get('/jobs/overview', overview)
    return jobs
      .filter(({ state }) => !flinkJobStates[state].terminal)
      .map(({ jid, name, state }) => ({ id: jid, name, state }))
  }

  async newestCheckpoint(jobId: string): Promise<Checkpoint | null> {
    const { completed } = (await this.#get(`/jobs/${jobId}/checkpoints`, checkpoints)).latest
    return completed === null ? null : { id: completed.id, triggeredAt: completed.trigger_timestamp }
  }

  /** When the newest of the job's tasks was deployed, milliseconds since 1970: another time after every restart. */
  async deployedAt(jobId: string): Promise<number> {
    const { vertices } = await this.#get(`/jobs/${jobId}`, job)
    return Math.max(...vertices.map((vertex) => vertex['start-time']))
  }

  /** A job's sources, each with its metrics whose name matches. */
  async sources(jobId: string, name: RegExp): Promise<{ name: string; metrics: Metric[] }[]> {
    const sources: { name: string; metrics: Metric[] }[] = []
    for (const vertex of (await this.#get(`/jobs/${jobId}`, job)).vertices) {
      if (!vertex.name.startsWith('Source: ')) continue
      sources.push({ name: vertex.name, metrics: await this.#metrics(jobId, vertex.id, name) })
    }
    return sources
  }

  /** How many records the window operators of all running jobs have thrown away as late since they were started. */
  async lateRecordsDropped(): Promise<number> {
    let dropped = 0
    for (const { id, state } of await this.liveJobs()) {
      if (state !== 'RUNNING') continue
      for (const vertex of (await this.#get(`/jobs/${id}`, job)).vertices) {
        for (const { sum } of await this.#metrics(id, vertex.id, /numLateRecordsDropped$/)) dropped += sum
      }
    }
    return dropped
  }

  async #metrics(jobId: string, vertexId: string, name: RegExp): Promise<Metric[]> {
    const path = `/jobs/${jobId}/vertices/${vertexId}/subtasks/metrics`
    const names = (await this.#get(path, metricNames)).map(({ id }) => id).filter((id) => name.test(id))
    const found: Metric[] = []
    for (let i = 0; i < names.length; i += NAMES_PER_REQUEST) {
      const some = names.slice(i, i + NAMES_PER_REQUEST).map(encodeURIComponent)
      const values = await this.#get(`${path}?agg=max,sum&get=${some.join(',')}`, metricValues)
      found.push(...values.map(({ id, max, sum }) => ({ name: id, max, sum })))
    }
    return found
  }

  async #get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const url = this.#url + path
    let body: unknown
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
      if (!response.ok) throw new Error(`HTTP ${response.status}: ${(await response.text()).slice(0, 500)}`)
      body = await response.json()
    } catch (cause) {
      throw new Error(`Flink did not answer ${url}: ${(cause as Error).message}; is it running? "npm run status"`, {
        cause,
      })
    }
    const parsed = schema.safeParse(body)
    if (!parsed.success) throw new Error(`unexpected answer of ${url}: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  }
}
