import { type FlinkJobState, flinkJobStates } from '@lakehouse/contracts/jobs.ts'
import { z } from 'zod'
import { HttpError, requestJson } from './http.ts'

const DEADLINE_MS = 10_000

const jobState = z.enum(Object.keys(flinkJobStates) as [FlinkJobState, ...FlinkJobState[]])
const overview = z.object({
  jobs: z.array(
    z.object({
      jid: z.string(),
      name: z.string(),
      state: jobState,
      'start-time': z.number(),
      /** -1 while it has not ended. */
      'end-time': z.number(),
      tasks: z.object({ total: z.int(), running: z.int() }),
    }),
  ),
})
const jobDetails = z.object({ vertices: z.array(z.object({ id: z.string(), name: z.string(), parallelism: z.int() })) })
const clusterOverview = z.object({
  taskmanagers: z.int(),
  'slots-total': z.int(),
  'slots-available': z.int(),
  'flink-version': z.string(),
})
const jobConfig = z.object({
  'execution-config': z.object({ 'user-config': z.record(z.string(), z.string()) }).nullish(),
})
const checkpoint = z.object({
  id: z.int(),
  latest_ack_timestamp: z.number(),
  trigger_timestamp: z.number(),
  end_to_end_duration: z.number(),
  external_path: z.string().nullish(),
})
const checkpoints = z.object({
  counts: z.object({ restored: z.int(), completed: z.int(), failed: z.int() }),
  latest: z.object({ completed: checkpoint.nullable(), savepoint: checkpoint.nullable() }),
})
const recentCheckpoints = z.object({
  history: z.array(
    z.object({
      id: z.int(),
      status: z.enum(['IN_PROGRESS', 'COMPLETED', 'FAILED']),
      is_savepoint: z.boolean(),
      trigger_timestamp: z.number(),
      end_to_end_duration: z.number(),
      state_size: z.number(),
      failure_message: z.string().nullish(),
    }),
  ),
})
const triggered = z.object({ 'request-id': z.string() })
const savepointStatus = z.object({
  status: z.object({ id: z.enum(['IN_PROGRESS', 'COMPLETED']) }),
  operation: z
    .object({
      location: z.string().optional(),
      'failure-cause': z.object({ class: z.string().optional(), 'stack-trace': z.string().optional() }).optional(),
    })
    .nullish(),
})
const disposalStatus = z.object({
  status: z.object({ id: z.enum(['IN_PROGRESS', 'COMPLETED']) }),
  operation: z.object({ 'failure-cause': z.object({ 'stack-trace': z.string().optional() }).nullish() }).nullish(),
})
const exceptions = z.object({
  exceptionHistory: z.object({
    entries: z.array(z.object({ exceptionName: z.string(), stacktrace: z.string(), timestamp: z.number() })),
  }),
})
const metrics = z.array(z.object({ id: z.string(), value: z.string() }))

export type FlinkCheckpoints = z.infer<typeof checkpoints>
export type SavepointStatus = z.infer<typeof savepointStatus>

/** Flink's JobManager over REST: https://nightlies.apache.org/flink/flink-docs-release-2.1/docs/ops/rest_api/ */
export class FlinkRest {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }

  async cluster(deadlineMs: number = DEADLINE_MS): Promise<z.infer<typeof clusterOverview>> {
    return clusterOverview.parse(await requestJson(`${this.url}/overview`, { deadlineMs }))
  }

  /** Every job the JobManager remembers, ended ones included. */
  async jobs(deadlineMs: number = DEADLINE_MS): Promise<z.infer<typeof overview>['jobs']> {
    return overview.parse(await requestJson(`${this.url}/jobs/overview`, { deadlineMs })).jobs
  }

  /** `pipeline.global-job-parameters` of a job. */
  async parameters(id: string): Promise<Readonly<Record<string, string>>> {
    const config = jobConfig.parse(await this.#get(`/jobs/${id}/config`))
    return config['execution-config']?.['user-config'] ?? {}
  }

  /** The tasks of a job: each is a chain of operators, and its id that of the first of them. */
  async vertices(id: string): Promise<z.infer<typeof jobDetails>['vertices']> {
    return jobDetails.parse(await this.#get(`/jobs/${id}`)).vertices
  }

  /** The last checkpoints and savepoints, newest first; Flink remembers ten (`web.checkpoints.history`). */
  async checkpointHistory(id: string): Promise<z.infer<typeof recentCheckpoints>['history']> {
    return recentCheckpoints.parse(await this.#get(`/jobs/${id}/checkpoints`)).history
  }

  async checkpoints(id: string): Promise<FlinkCheckpoints> {
    return checkpoints.parse(await this.#get(`/jobs/${id}/checkpoints`))
  }

  /** How often the job was restarted since it was submitted; null while the JobManager has no figure yet. */
  async restarts(id: string): Promise<number | null> {
    const found = metrics.parse(await this.#get(`/jobs/${id}/metrics?get=numRestarts`))
    return found[0] === undefined ? null : Number(found[0].value)
  }

  /** Newest first: when each failure happened and its stack trace. */
  async exceptions(id: string): Promise<z.infer<typeof exceptions>['exceptionHistory']['entries']> {
    return exceptions.parse(await this.#get(`/jobs/${id}/exceptions?maxExceptions=5`)).exceptionHistory.entries
  }

  /**
   * Asks the job to end with a savepoint. The caller chooses `triggerId` (32 hex digits),
   * so that asking again after a lost answer is the same request. It is written to the cluster's savepoint folder.
   */
  async stop(id: string, triggerId: string): Promise<string> {
    return this.#trigger(`/jobs/${id}/stop`, { drain: false, triggerId })
  }

  /** Asks for a savepoint of a job that goes on. */
  async savepoint(id: string, triggerId: string): Promise<string> {
    return this.#trigger(`/jobs/${id}/savepoints`, { 'cancel-job': false, triggerId })
  }

  async savepointStatus(id: string, triggerId: string): Promise<SavepointStatus> {
    return savepointStatus.parse(await this.#get(`/jobs/${id}/savepoints/${triggerId}`))
  }

  /** Asks for the files of a savepoint to be deleted; gives the trigger to ask after. */
  async disposeSavepoint(path: string): Promise<string> {
    return this.#trigger('/savepoint-disposal', { 'savepoint-path': path })
  }

  /** Whether a disposal has ended, and with which problem. */
  async disposal(triggerId: string): Promise<{ done: boolean; problem: string | null }> {
    const { status, operation } = disposalStatus.parse(await this.#get(`/savepoint-disposal/${triggerId}`))
    return { done: status.id === 'COMPLETED', problem: operation?.['failure-cause']?.['stack-trace'] ?? null }
  }

  /** Ends a job without a savepoint; one that has already ended is as good. */
  async cancel(id: string): Promise<void> {
    try {
      await requestJson(`${this.url}/jobs/${id}`, { method: 'PATCH', deadlineMs: DEADLINE_MS })
    } catch (error) {
      if (!(error instanceof HttpError && (error.status === 404 || error.status === 409))) throw error
    }
  }

  async #trigger(path: string, body: unknown): Promise<string> {
    const answer = await requestJson(this.url + path, { method: 'POST', body, deadlineMs: DEADLINE_MS })
    return triggered.parse(answer)['request-id']
  }

  #get(path: string): Promise<unknown> {
    return requestJson(this.url + path, { deadlineMs: DEADLINE_MS })
  }
}
