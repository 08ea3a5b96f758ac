import { type Command, CommanderError } from 'commander'
import { explain, Failure, UserError } from '../errors.ts'

/** One line of progress on stderr; stdout is for data. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Data on stdout: as JSON, or as the text for people. */
export function print(data: unknown, text: string, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(data, null, 2)}\n` : `${text}\n`)
}

const ASKED_OF_FLINK = 'interrupted; what was asked of Flink already may still happen: npm run jobs -- list'

/**
 * Runs a command line to its end: exit code 0 done, 1 failed, 2 wrong use, 130 interrupted; then `interrupted` says
 * what may go on all the same.
 */
export async function runCommand(program: Command, interrupted = ASKED_OF_FLINK): Promise<void> {
  process.once('SIGINT', () => {
    progress(interrupted)
    process.exit(130)
  })
  program.exitOverride().configureOutput({ outputError: (text, write) => write(text) })
  for (const command of program.commands) command.exitOverride()
  try {
    await program.parseAsync()
  } catch (error) {
    process.exitCode = report(error)
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  progress(`error: ${explain(error)}`)
  if (error instanceof UserError || error instanceof Failure) progress(error.action)
  return error instanceof UserError ? 2 : 1
}
