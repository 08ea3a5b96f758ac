import { setTimeout as delay } from 'node:timers/promises'
import { httpUrl, type Ports } from '@lakehouse/contracts/endpoints.ts'
import type { JobSpec, SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { flinkJobStates } from '@lakehouse/contracts/jobs.ts'
import { FlinkRest } from '@lakehouse/control-plane/clients/flink-rest.ts'
import { SqlGateway, type StatementResult } from '@lakehouse/control-plane/clients/sql-gateway.ts'
import { firstCause } from '@lakehouse/control-plane/jobs/stable.ts'
import { render, type TemplateVariables } from '@lakehouse/control-plane/jobs/template.ts'

const STATEMENT_MS = 300_000
const POLL_MS = 300
/** Whatever the tables get with one checkpoint is there once the next one is complete; one more for good measure. */
const FURTHER_CHECKPOINTS = 2

/** Settings of a job that runs for seconds: quick commits, nothing left behind, no second try after a failure. */
const SHORT_RUN = {
  'execution.checkpointing.interval': '1 s',
  'execution.checkpointing.min-pause': '200 ms',
  'execution.checkpointing.externalized-checkpoint-retention': 'DELETE_ON_CANCELLATION',
  'restart-strategy.type': 'none',
}

/** Runs statements of the project's jobs in the real gateway and Flink. */
export class FlinkRun {
  readonly #gateway: SqlGateway
  readonly #flink: FlinkRest
  readonly #variables: TemplateVariables
  readonly #jobs: { readonly id: string; readonly name: string }[] = []

  constructor(ports: Ports, variables: TemplateVariables) {
    this.#gateway = new SqlGateway(httpUrl(ports, 'sqlGateway'))
    this.#flink = new FlinkRest(httpUrl(ports, 'flinkRest'))
    this.#variables = variables
  }

  /** Starts a job from its statements, the last of which is its statement set. */
  async start(name: string, statements: readonly SqlStatement[], settings: JobSpec['settings']): Promise<void> {
    const { jobId } = await this.#execute(statements, { ...settings, ...SHORT_RUN, 'pipeline.name': name })
    if (jobId === undefined) throw new Error(`the gateway named no job for ${name}`)
    this.#jobs.push({ id: jobId, name })
  }

  /** Runs a bounded query after the definitions before it; gives its rows. */
  async query(definitions: readonly SqlStatement[], query: SqlStatement): Promise<StatementResult['rows']> {
    const config = { 'execution.runtime-mode': 'batch', 'table.local-time-zone': 'UTC' }
    return (await this.#execute([...definitions, query], config)).rows
  }

  /**
   * Waits until `isThere`, then until all that came with it is committed.
   * @throws {Error} with the first cause when a job ends, or naming what was not there when the time is up.
   */
  async until(what: string, isThere: () => Promise<boolean>, deadlineMs: number): Promise<void> {
    const deadline = Date.now() + deadlineMs
    await this.#poll(what, deadline, isThere)
    const before = await this.#completed()
    await this.#poll(`${FURTHER_CHECKPOINTS} more checkpoints`, deadline, async () =>
      (await this.#completed()).every((count, i) => count >= (before[i] ?? 0) + FURTHER_CHECKPOINTS),
    )
  }

  /** Ends every job that was started here. */
  async stop(): Promise<void> {
    for (const { id } of this.#jobs) await this.#flink.cancel(id)
    const ids = this.#jobs.map(({ id }) => id)
    for (const deadline = Date.now() + STATEMENT_MS; ; await delay(POLL_MS)) {
      const alive = (await this.#flink.jobs()).filter(
        ({ jid, state }) => ids.includes(jid) && !flinkJobStates[state].terminal,
      )
      if (alive.length === 0) return
      if (Date.now() > deadline) throw new Error(`jobs do not end: ${alive.map(({ name }) => name).join(', ')}`)
    }
  }

  async #poll(what: string, deadline: number, isThere: () => Promise<boolean>): Promise<void> {
    for (;;) {
      await this.#throwIfEnded()
      if (await isThere()) return
      if (Date.now() > deadline) throw new Error(`the time is up, still waiting for ${what}`)
      await delay(POLL_MS)
    }
  }

  #completed(): Promise<number[]> {
    return Promise.all(this.#jobs.map(async ({ id }) => (await this.#flink.checkpoints(id)).counts.completed))
  }

  async #throwIfEnded(): Promise<void> {
    const jobs = await this.#flink.jobs()
    for (const { id, name } of this.#jobs) {
      const state = jobs.find(({ jid }) => jid === id)?.state
      if (state === undefined || !flinkJobStates[state].terminal) continue
      const [newest] = await this.#flink.exceptions(id)
      throw new Error(
        `${name} ended as ${state}: ${newest === undefined ? 'no cause given' : firstCause(newest.stacktrace)}`,
      )
    }
  }

  async #execute(statements: readonly SqlStatement[], config: Record<string, string>): Promise<StatementResult> {
    const session = await this.#gateway.openSession()
    try {
      const [last, ...before] = statements.toReversed()
      if (last === undefined) throw new Error('no statement to run')
      for (const statement of before.toReversed()) {
        await session.execute(render(statement, this.#variables), STATEMENT_MS)
      }
      return await session.execute(render(last, this.#variables), STATEMENT_MS, config)
    } finally {
      await session.close()
    }
  }
}
