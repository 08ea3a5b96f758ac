import { explain, Failure } from '../errors.ts'

export interface JsonRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly deadlineMs: number
}

/** An answer of another part with a status of 400 or more. */
export class HttpError extends Failure {
  readonly status: number
  readonly body: string
  constructor(tried: string, status: number, body: string) {
    super(`${tried} answered HTTP ${status}: ${body.slice(0, 500)}`, 'Look into that part’s log under LAKEHOUSE_HOME.')
    this.status = status
    this.body = body
  }
}

/** No answer: refused, broken off or past the deadline. What was asked may still have happened. */
export class NoAnswerError extends Failure {}

/**
 * The JSON that `url` answers.
 * @throws {HttpError} for a status of 400 or more. @throws {NoAnswerError} when no whole answer came in time.
 */
export async function requestJson(url: string, request: JsonRequest): Promise<unknown> {
  const method = request.method ?? 'GET'
  const tried = `${method} ${url}`
  let response: Response
  let text: string
  try {
    response = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(request.deadlineMs),
      headers: request.body === undefined ? {} : { 'content-type': 'application/json' },
      body: request.body === undefined ? null : JSON.stringify(request.body),
    })
    text = await response.text()
  } catch (cause) {
    const what = (cause as Error).name === 'TimeoutError' ? `no answer in ${request.deadlineMs} ms` : explain(cause)
    throw new NoAnswerError(`${tried}: ${what}`, 'Is the stack up? Run: npm run status', { cause })
  }
  if (!response.ok) throw new HttpError(tried, response.status, text)
  return text === '' ? null : JSON.parse(text)
}
