import { CommanderError } from 'commander'
import { Failure, Interrupted, UsageError } from '../system/failure.ts'

/**
 * Runs a command's body and sets the exit code: 0 ok, 1 failed, 2 wrong use, 130 interrupted. What a person can act on
 * is shown as one message; anything else is a defect and keeps its stack trace.
 */
export async function runCommand(body: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    process.exitCode = exitCodeOf(error)
    if (error instanceof Failure) process.stderr.write(`\n${error.message}\n`)
    else if (!(error instanceof Interrupted || error instanceof CommanderError)) console.error(error)
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof UsageError) return 2
  return error instanceof Interrupted ? 130 : 1
}
