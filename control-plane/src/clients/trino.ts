import { type QueryResult, Trino } from 'trino-client'
import { z } from 'zod'
import { Failure } from '../errors.ts'
import { Limited } from '../lib/limited.ts'
import { parseJsonExactly } from './exact-json.ts'
import { requestJson } from './http.ts'

/** More at once only make each other late on a machine of a few cores. */
const CONCURRENT_QUERIES = 3

const SOURCE = 'lakehouse-control-plane'

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

export interface TrinoProgress {
  readonly state: string
  readonly percent: number | null
  /** Exact, as text. */
  readonly rowsRead: string
  readonly bytesRead: string
  readonly cpuMs: number
}

/** One answer of Trino about a statement under way. */
export interface TrinoPage {
  /** Trino's own id of the query. */
  readonly id: string
  /** Null until Trino has planned the statement. */
  readonly columns: readonly TrinoColumn[] | null
  readonly rows: readonly (readonly TrinoCell[])[]
  readonly progress: TrinoProgress
}

export interface StatementOptions {
  readonly deadlineMs: number
  readonly signal?: AbortSignal
  /** Who asks, as Trino lists it. */
  readonly source?: string
}

/** Trino refused or failed the query; `errorName` is its own name for why. */
export class TrinoQueryError extends Failure {
  readonly errorName: string
  /** Trino's message alone. */
  readonly told: string
  /** Where in the statement, counted from 1; null when it is not about a place. */
  readonly location: { readonly line: number; readonly column: number } | null
  constructor(message: string, errorName: string, location?: QueryErrorLocation | undefined) {
    super(`Trino failed the query (${errorName}): ${message}`, 'See the query in Trino’s own page and its log.')
    this.errorName = errorName
    this.told = message
    this.location = location === undefined ? null : { line: location.lineNumber, column: location.columnNumber }
  }
}

/** Trino could not be reached, broke off, or did not finish in time. */
export class TrinoUnavailableError extends Failure {}

/** Trino's `errorLocation`, which trino-client does not describe. */
interface QueryErrorLocation {
  readonly lineNumber: number
  readonly columnNumber: number
}

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
    return this.#limit.run(async () => {
      let columns: readonly TrinoColumn[] = []
      let cpuMs = 0
      const rows: (readonly TrinoCell[])[] = []
      for await (const page of this.pages(sql, { deadlineMs })) {
        columns = page.columns ?? columns
        cpuMs = page.progress.cpuMs
        rows.push(...page.rows)
      }
      return { columns, rows, cpuMs }
    })
  }

  /**
   * What one statement gives, as it comes, whatever else this client is asked. Left early, given up by `signal` or past
   * its deadline, the query is cancelled in Trino too.
   * @throws {TrinoQueryError} @throws {TrinoUnavailableError} @throws the reason of `signal`.
   */
  async *pages(sql: string, { deadlineMs, signal, source = SOURCE }: StatementOptions): AsyncGenerator<TrinoPage> {
    // One client per query: trino-client keeps session headers of earlier answers.
    const trino = Trino.create({
      server: this.url,
      source,
      extraHeaders: {
        'X-Trino-User': this.#user,
        'X-Trino-Time-Zone': 'UTC',
        'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
      },
    })
    let id: string | undefined
    let failed: (NonNullable<QueryResult['error']> & { errorLocation?: QueryErrorLocation }) | undefined
    let ended = false
    const http = httpSettings(trino)
    const deadline = AbortSignal.timeout(deadlineMs)
    http.signal = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
    http.proxy = false
    http.maxRedirects = 0
    http.transformResponse = (body, _headers, status = 0) => {
      if (status < 200 || status > 299 || body === '') return body
      const page = parseJsonExactly(body) as QueryResult
      if (page.nextUri !== undefined) this.#mustBeOurs(page.nextUri)
      id = page.id
      failed ??= page.error
      ended = page.nextUri === undefined
      return page
    }
    try {
      for await (const page of await trino.query(sql)) {
        const rows = (page.data ?? []) as TrinoCell[][]
        yield { id: page.id, columns: page.columns ?? null, rows, progress: progressOf(page.stats) }
      }
    } catch (cause) {
      signal?.throwIfAborted()
      throw this.#unavailable(cause, deadlineMs)
    } finally {
      if (id !== undefined && !ended) {
        http.signal = undefined
        http.timeout = 2_000
        // Best effort: the caller's error says more than a failed cancel, and Trino drops abandoned queries itself.
        trino.cancel(id).catch(() => undefined)
      }
    }
    if (failed !== undefined) throw new TrinoQueryError(failed.message, failed.errorName, failed.errorLocation)
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

function progressOf(stats: QueryResult['stats']): TrinoProgress {
  return {
    state: stats?.state ?? 'QUEUED',
    percent: stats?.progressPercentage ?? null,
    rowsRead: String(stats?.processedRows ?? 0),
    bytesRead: String(stats?.processedBytes ?? 0),
    cpuMs: stats?.cpuTimeMillis ?? 0,
  }
}
