import { apiError } from '@lakehouse/contracts/api/system.ts'
import { z } from 'zod'
import { observeServerTime } from '../server-clock.ts'
import { ApiFailure } from './api-failure.ts'

/** An answer that takes longer is given up. The control plane itself gives Trino 15 s for a first answer. */
const TIMEOUT_MS = 20_000

const LOOK = '"npm run status" shows which parts run; "npm start" starts them.'

const clockReading = z.object({ server_now: z.iso.datetime() })

/**
 * The answer to `GET path`, checked against `schema`.
 * @throws {ApiFailure} when there is no answer in 20 s, an error answer, or one of another shape.
 * @throws {DOMException} `AbortError`, when `signal` gave up.
 */
export async function getJson<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
  const sentAt = Date.now()
  const { response, text } = await fetchText(path, signal)
  const receivedAt = Date.now()
  const body = parseJson(text)
  if (!response.ok) throw refusal(path, response, body)
  const parsed = schema.safeParse(body)
  if (!parsed.success) {
    throw new ApiFailure(
      `GET ${path}: the answer has another shape than this page knows (${describeIssue(parsed.error)})`,
      'Dashboard and control plane are of different versions: restart the stack and reload this page.',
    )
  }
  const reading = clockReading.safeParse(body)
  if (reading.success) observeServerTime(reading.data.server_now, sentAt, receivedAt)
  return parsed.data
}

async function fetchText(path: string, signal: AbortSignal): Promise<{ response: Response; text: string }> {
  const deadline = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const response = await fetch(path, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, deadline]),
    })
    return { response, text: await response.text() }
  } catch (cause) {
    if (signal.aborted) throw cause
    const what = deadline.aborted ? `no answer in ${TIMEOUT_MS / 1_000} s` : `no answer (${(cause as Error).message})`
    throw new ApiFailure(`GET ${path}: ${what}`, LOOK, { cause })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refusal(path: string, response: Response, body: unknown): ApiFailure {
  const parsed = apiError.safeParse(body)
  if (parsed.success) return new ApiFailure(parsed.data.error.message, parsed.data.error.action)
  return new ApiFailure(`GET ${path}: HTTP ${response.status} without an explanation`, LOOK)
}

function describeIssue(error: z.ZodError): string {
  const [first] = error.issues
  return first ? `${first.path.join('.') || 'the whole answer'}: ${first.message}` : 'no detail'
}
