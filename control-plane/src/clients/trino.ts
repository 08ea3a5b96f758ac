import { type QueryResult, Trino } from 'trino-client'
import { z } from 'zod'
import { Failure } from '../errors.ts'
import { Limited } from '../lib/limited.ts'
import { parseJsonExactly } from './exact-json.ts'
import { requestJson } from './http.ts'

/** More at once only make each other late on a machine of a few cores. */
const CONCURRENT_QUERIES = 3

const serverInfo = z.object({ nodeVersion: z.object({ version: z.string() }), starting: z.boolean() })

export interface TrinoColumn {
  readonly name: string
  readonly type: string
}

/** Whole numbers and decimals as text, so that no digit is lost; everything else as Trino's JSON gives it. */
export type TrinoCell = string | number | boolean | null | readonly TrinoCell[] | { readonly [key: string]: TrinoCell }

export interface TrinoAnswer {
  readonly columns: readonly TrinoColumn[]
  readonly rows: readonly (readonly TrinoCell[])[]
}

/** An answer with what it cost. */
export interface MeasuredAnswer extends TrinoAnswer {
  /** CPU time over all of Trino's threads. */
  readonly cpuMs: number
}

/** Trino refused or failed the query; `errorName` is its own name for why. */
export class TrinoQueryError extends Failure {
  readonly errorName: string
  constructor(message: string, errorName: string) {
    super(`Trino failed the query (${errorName}): ${message}`, 'See the query in Trino’s own page and its log.')
    this.errorName = errorName
  }
}

/** Trino could not be reached, broke off, or did not finish in time. */
export class TrinoUnavailableError extends Failure {}

/** The part of axios' request configuration that trino-client keeps to itself but passes on. */
interface HttpSettings {
  signal?: AbortSignal | undefined
  timeout?: number
  proxy: false
  maxRedirects: number
  transformResponse: (body: string, headers: unknown, status?: number) => unknown
}

/** Trino's client protocol for one user: https://trino.io/docs/current/develop/client-protocol.html */
export class TrinoClient {
  readonly url: string
  readonly #user: string
  readonly #limit = new Limited(CONCURRENT_QUERIES)

  constructor(url: string, user: string) {
    this.url = url
    this.#user = user
  }

  /** The coordinator's own word on its version and whether it is still starting. */
  async info(deadlineMs: number): Promise<{ version: string; starting: boolean }> {
    const answer = serverInfo.parse(await requestJson(`${this.url}/v1/info`, { deadlineMs }))
    return { version: answer.nodeVersion.version, starting: answer.starting }
  }

  /**
   * All rows of one statement. The deadline begins when its turn comes; past it the query is cancelled in Trino too.
   * @throws {TrinoQueryError} @throws {TrinoUnavailableError}
   */
  query(sql: string, deadlineMs: number): Promise<MeasuredAnswer> {
    return this.#limit.run(() => this.#query(sql, deadlineMs))
  }

  async #query(sql: string, deadlineMs: number): Promise<MeasuredAnswer> {
    // One client per query: trino-client keeps session headers of earlier answers.
    const trino = Trino.create({
      server: this.url,
      source: 'lakehouse-control-plane',
      extraHeaders: {
        'X-Trino-User': this.#user,
        'X-Trino-Time-Zone': 'UTC',
        'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
      },
    })
    let id: string | undefined
    let failed: QueryResult['error']
    let ended = false
    let cpuMs = 0
    const http = httpSettings(trino)
    http.signal = AbortSignal.timeout(deadlineMs)
    http.proxy = false
    http.maxRedirects = 0
    http.transformResponse = (body, _headers, status = 0) => {
      if (status < 200 || status > 299 || body === '') return body
      const page = parseJsonExactly(body) as QueryResult
      if (page.nextUri !== undefined) this.#mustBeOurs(page.nextUri)
      id = page.id
      failed ??= page.error
      ended = page.nextUri === undefined
      cpuMs = page.stats?.cpuTimeMillis ?? cpuMs
      return page
    }
    let columns: readonly TrinoColumn[] = []
    const rows: TrinoCell[][] = []
    try {
      for await (const page of await trino.query(sql)) {
        columns = page.columns ?? columns
        rows.push(...((page.data ?? []) as TrinoCell[][]))
      }
    } catch (cause) {
      throw this.#unavailable(cause, deadlineMs)
    } finally {
      if (id !== undefined && !ended) {
        http.signal = undefined
        http.timeout = 2_000
        // Best effort: the caller's error says more than a failed cancel, and Trino drops abandoned queries itself.
        trino.cancel(id).catch(() => undefined)
      }
    }
    if (failed !== undefined) throw new TrinoQueryError(failed.message, failed.errorName)
    return { columns, rows, cpuMs }
  }

  /** A page may send us only to the next page of the same coordinator, never to another address. */
  #mustBeOurs(nextUri: string): void {
    const next = new URL(nextUri)
    if (next.origin === new URL(this.url).origin && next.pathname.startsWith('/v1/statement/')) return
    throw new TrinoUnavailableError(
      `Trino at ${this.url} sent its client to ${next.origin}${next.pathname}: refused`,
      'Look at what listens on Trino’s port.',
    )
  }

  #unavailable(cause: unknown, deadlineMs: number): Failure {
    if (cause instanceof Failure) return cause
    const { name, message } = cause as Error
    const what = name === 'CanceledError' ? `no complete answer in ${deadlineMs} ms` : message
    return new TrinoUnavailableError(`Trino at ${this.url}: ${what}`, 'Is Trino up? Run: npm run status', { cause })
  }
}

function httpSettings(trino: Trino): HttpSettings {
  return (trino as unknown as { client: { clientConfig: HttpSettings } }).client.clientConfig
}
