import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { run } from './run.ts'

export interface RunningJob {
  readonly id: string
  readonly name: string
  readonly state: string
  /** Completed checkpoints, restored ones not counted. */
  readonly checkpoints: number
}

async function flinkRest<T>(path: string): Promise<T> {
  const response = await fetch(`${httpUrl(resolvePorts(process.env), 'flinkRest')}${path}`)
  if (!response.ok) throw new Error(`GET ${path} of Flink answered ${response.status}`)
  return (await response.json()) as T
}

/** Every job that Flink has not ended, with its completed checkpoints. */
export async function flinkJobs(): Promise<RunningJob[]> {
  const { jobs } = await flinkRest<{ jobs: { jid: string; name: string; state: string }[] }>('/jobs/overview')
  const alive = jobs.filter(({ state }) => !['FINISHED', 'CANCELED', 'FAILED'].includes(state))
  return Promise.all(
    alive.map(async ({ jid, name, state }) => {
      const { counts } = await flinkRest<{ counts: { completed: number } }>(`/jobs/${jid}/checkpoints`)
      return { id: jid, name, state, checkpoints: counts.completed }
    }),
  )
}

/** The savepoint or checkpoint that a job went on from; null when it began without state. */
export async function restoredFrom(job: string): Promise<string | null> {
  const { latest } = await flinkRest<{ latest: { restored: { external_path: string } | null } }>(
    `/jobs/${job}/checkpoints`,
  )
  return latest.restored?.external_path ?? null
}

/**
 * Process id of a supervised service, from `npm run status`.
 * @throws {Error} when it is not running.
 */
export async function servicePid(name: string): Promise<number> {
  const { stdout } = await run(process.execPath, ['stack/src/cli/status.ts', '--json'], { deadlineMs: 30_000 })
  const { services } = JSON.parse(stdout) as { services: { name: string; pid: number | null }[] }
  const pid = services.find((service) => service.name === name)?.pid
  if (pid === null || pid === undefined) throw new Error(`status names no running ${name}: ${stdout}`)
  return pid
}

/** Does the work while a supervised service is stopped (SIGSTOP): it neither works nor ends. */
export async function whileStopped<T>(name: string, work: () => Promise<T>): Promise<T> {
  const pid = await servicePid(name)
  process.kill(pid, 'SIGSTOP')
  try {
    return await work()
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}
