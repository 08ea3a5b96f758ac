import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { Failure } from '../errors.ts'
import { HttpError, NoAnswerError, requestJson } from './http.ts'

/** Version of the gateway's REST API that is used; Flink 2.1 serves V1 to V4 (`GET /api_versions`). */
const API = '/v3'
const REQUEST_DEADLINE_MS = 30_000
/** Definitions take milliseconds, planning a job seconds: the pause between two looks grows from the first to the second. */
const FIRST_POLL_MS = 5
const LONGEST_POLL_MS = 200

const sessionOpened = z.object({ sessionHandle: z.string() })
const operationStarted = z.object({ operationHandle: z.string() })
const gatewayInfo = z.object({ productName: z.string(), version: z.string() })
const resultPage = z.object({
  resultType: z.enum(['NOT_READY', 'PAYLOAD', 'EOS']),
  jobID: z.string().optional(),
  results: z.object({ data: z.array(z.object({ fields: z.array(z.unknown()) })) }).optional(),
  nextResultUri: z.string().optional(),
})

export interface StatementResult {
  readonly jobId: string | undefined
  readonly rows: readonly (readonly unknown[])[]
}

/** The gateway refused or failed a statement: its whole chain of exceptions. */
export class StatementError extends Error {
  override readonly name = 'StatementError'
}

/** The gateway does not know the session any more (restarted, or expired), and did not take the statement. */
export class SessionLostError extends Failure {}

/** Flink SQL Gateway over REST: https://nightlies.apache.org/flink/flink-docs-release-2.1/docs/dev/table/sql-gateway/rest/ */
export class SqlGateway {
  readonly #base: string

  constructor(url: string) {
    this.#base = url + API
  }

  /** Product and version; the cheapest proof that the gateway lives. */
  async info(deadlineMs: number): Promise<z.infer<typeof gatewayInfo>> {
    return gatewayInfo.parse(await requestJson(`${this.#base}/info`, { deadlineMs }))
  }

  async openSession(): Promise<GatewaySession> {
    const opened = await this.#post('/sessions', {})
    return new GatewaySession(this.#base, sessionOpened.parse(opened).sessionHandle)
  }

  /**
   * Closes a session that another process left behind, and with it every statement still waiting in it; one that is
   * gone already is as good.
   * @throws {HttpError} when the gateway refuses. @throws {NoAnswerError} when the outcome is unknown.
   */
  async closeSession(handle: string): Promise<void> {
    try {
      await new GatewaySession(this.#base, handle).close()
    } catch (error) {
      if (!(error instanceof HttpError && tellsOfLostSession(error, handle))) throw error
    }
  }

  #post(path: string, body: unknown): Promise<unknown> {
    return requestJson(this.#base + path, { method: 'POST', body, deadlineMs: REQUEST_DEADLINE_MS })
  }
}

/** What one session defines is seen by no other; closing it stops its statements but no job it has started. */
export class GatewaySession {
  readonly handle: string
  readonly #url: string

  constructor(base: string, handle: string) {
    this.handle = handle
    this.#url = `${base}/sessions/${handle}`
  }

  /**
   * Runs one statement to its end; settings hold for this statement alone.
   * `executionTimeout` is never sent: the gateway throws on any value (FLINK-27838), so the wait is timed here.
   * @throws {StatementError} with the gateway's reason. @throws {SessionLostError} when it was not even taken.
   * @throws {NoAnswerError} when the outcome is unknown.
   */
  async execute(
    statement: string,
    deadlineMs: number,
    executionConfig: Readonly<Record<string, string>> = {},
  ): Promise<StatementResult> {
    const deadline = Date.now() + deadlineMs
    const started = await this.#call('/statements', { statement, executionConfig })
    const operation = `/operations/${operationStarted.parse(started).operationHandle}`
    const rows: unknown[][] = []
    let jobId: string | undefined
    let pauseMs = FIRST_POLL_MS
    for (let token = 0; ; ) {
      const page = resultPage.parse(
        await this.#call(`${operation}/result/${token}?rowFormat=JSON`).catch(outcomeUnknown),
      )
      jobId ??= page.jobID
      for (const row of page.results?.data ?? []) rows.push(row.fields)
      if (page.resultType === 'EOS' || (page.resultType === 'PAYLOAD' && page.nextResultUri === undefined)) {
        return { jobId, rows }
      }
      if (page.resultType === 'PAYLOAD') token += 1
      else if (Date.now() < deadline) await sleep(pauseMs)
      else throw new NoAnswerError(`${this.#url}: not done in ${deadlineMs / 1000} s`, 'See the SQL Gateway log.')
      pauseMs = Math.min(pauseMs * 2, LONGEST_POLL_MS)
    }
  }

  async close(): Promise<void> {
    await requestJson(this.#url, { method: 'DELETE', deadlineMs: REQUEST_DEADLINE_MS })
  }

  async #call(path: string, body?: unknown): Promise<unknown> {
    const method = body === undefined ? 'GET' : 'POST'
    try {
      return await requestJson(this.#url + path, { method, body, deadlineMs: REQUEST_DEADLINE_MS })
    } catch (error) {
      if (!(error instanceof HttpError)) throw error
      if (tellsOfLostSession(error, this.handle)) {
        const again = 'Run the same command again: it looks before it submits.'
        throw new SessionLostError(`the SQL Gateway has lost session ${this.handle}`, again, { cause: error })
      }
      throw new StatementError(reasons(error.body), { cause: error })
    }
  }
}

/** By the words of SessionManagerImpl in Flink 2.1: the status is 500, for a statement and for closing alike. */
function tellsOfLostSession({ body }: HttpError, handle: string): boolean {
  return body.includes(`Session '${handle}' does not exist`)
}

/** A statement that was taken before its session was lost may have run. */
function outcomeUnknown(error: unknown): never {
  throw error instanceof SessionLostError ? new NoAnswerError(error.message, error.action, { cause: error }) : error
}

const errorBody = z.object({ errors: z.array(z.string()) })

function reasons(body: string): string {
  try {
    return errorBody.parse(JSON.parse(body)).errors.join('\n')
  } catch {
    return body
  }
}
