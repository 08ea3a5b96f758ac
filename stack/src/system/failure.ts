/** Something a person can act on: the message says what was tried, what came back and what to do; no stack is shown. */
export class Failure extends Error {
  override name = 'Failure'
}

/** A mistake in how a command was used: exit code 2. */
export class UsageError extends Failure {
  override name = 'UsageError'
}

/** The person asked to end (Ctrl-C, SIGTERM, closed terminal): exit code 130. */
export class Interrupted extends Error {
  override name = 'Interrupted'
}
