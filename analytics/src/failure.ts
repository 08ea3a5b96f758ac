/** Something a person can act on: what was tried, what came back, what to do next. Ends a command with exit code 1. */
export class Failure extends Error {
  override readonly name = 'Failure'
}
