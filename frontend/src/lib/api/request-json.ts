import { apiError } from '@lakehouse/contracts/api/system.ts'
import { z } from 'zod'
import { observeServerTime } from '../server-clock.ts'
import { ApiFailure } from './api-failure.ts'

/** For what is looked up. The control plane itself gives Trino 15 s for a first answer. */
const TIMEOUT_MS = 20_000

const LOOK = '"npm run status" shows which parts run; "npm start" starts them.'

const clockReading = z.object({ server_now: z.iso.datetime() })

/** A request to the control plane; `signal` gives it up. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
  /** An answer that takes longer is given up, milliseconds; 20 s unless told. */
  readonly timeoutMs?: number | undefined
}

/**
 * The answer to a request, checked against `schema`.
 * @throws {ApiFailure} when there is no answer in time, an error answer, or one of another shape.
 * @throws {DOMException} `AbortError`, when `signal` gave up.
 */
export async function requestJson<T>(request: ApiRequest, schema: z.ZodType<T>): Promise<T> {
  const what = `${request.method} ${request.path}`
  const sentAt = Date.now()
  const { response, text } = await fetchText(request, what)
  const receivedAt = Date.now()
  const body = parseJson(text)
  if (!response.ok) throw refusal(what, response, body)
  const parsed = schema.safeParse(body)
  if (!parsed.success) {
    throw new ApiFailure(
      `${what}: the answer has another shape than this page knows (${describeIssue(parsed.error)})`,
      'Dashboard and control plane are of different versions: restart the stack and reload this page.',
    )
  }
  const reading = clockReading.safeParse(body)
  if (reading.success) observeServerTime(reading.data.server_now, sentAt, receivedAt)
  return parsed.data
}

async function fetchText({ path, signal, timeoutMs = TIMEOUT_MS, ...init }: ApiRequest, what: string) {
  const deadline = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(path, { ...init, signal: signal ? AbortSignal.any([signal, deadline]) : deadline })
    return { response, text: await response.text() }
  } catch (cause) {
    if (signal?.aborted) throw cause
    const why = deadline.aborted ? `no answer in ${timeoutMs / 1_000} s` : `no answer (${(cause as Error).message})`
    throw new ApiFailure(`${what}: ${why}`, LOOK, { cause })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refusal(what: string, response: Response, body: unknown): ApiFailure {
  const parsed = apiError.safeParse(body)
  if (parsed.success) return new ApiFailure(parsed.data.error.message, parsed.data.error.action)
  return new ApiFailure(`${what}: HTTP ${response.status} without an explanation`, LOOK)
}

function describeIssue(error: z.ZodError): string {
  const [first] = error.issues
  return first ? `${first.path.join('.') || 'the whole answer'}: ${first.message}` : 'no detail'
}
