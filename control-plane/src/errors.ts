/**
 * A mistake of the person who asked: wrong SQL, an unknown name, a job that must not be touched.
 * Ends a command with exit code 2 and an HTTP call with 4xx; every other error is a failure (1, 5xx).
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  /** What to do next. */
  readonly action: string

  constructor(message: string, action: string, options?: ErrorOptions) {
    super(message, options)
    this.action = action
  }
}

/** A mistake of the person who asked: there is no such thing. Ends an HTTP call with 404. */
export class NotFound extends UserError {}

/** Something of the system did not do its part: says what was tried, what came back, what to do. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly action: string

  constructor(message: string, action: string, options?: ErrorOptions) {
    super(message, options)
    this.action = action
  }
}

/** The message of anything thrown, with its causes, in one line. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const causes = error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause]
  const own = error.message || error.name
  const inner = causes.map(explain).filter((text) => text !== '' && !own.includes(text))
  return inner.length === 0 ? own : `${own}: ${inner.join('; ')}`
}
