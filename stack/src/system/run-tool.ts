import { spawn } from 'node:child_process'
import { Failure, Interrupted } from './failure.ts'
import { killTree } from './process-group.ts'
import { identify } from './process-identity.ts'

export interface ToolOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Fires when the person wants to end: the tool and its children are killed. */
  readonly signal?: AbortSignal
  readonly timeoutMs: number
  readonly onLine?: (line: string) => void
}

const LAST_OUTPUT = 4_000

/**
 * Runs a command to its end, in a process group of its own, and gives what it wrote to stdout.
 * @throws {Failure} naming the command, its exit code and its last output when it fails or passes its time limit.
 * @throws {Interrupted} when `signal` fires.
 */
export function runTool(command: string, args: readonly string[], options: ToolOptions): Promise<string> {
  const commandLine = [command, ...args].join(' ')
  return new Promise((resolve, reject) => {
    if (options.signal?.aborted) return reject(new Interrupted(`"${command}" was not started`))
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    let stdout = ''
    let output = ''
    const keep = (text: string) => {
      output = (output + text).slice(-LAST_OUTPUT)
      for (const line of text.split('\n')) if (line.trim() !== '') options.onLine?.(line)
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      keep(text)
    })
    child.stderr.setEncoding('utf8').on('data', keep)

    let ending: Error | undefined
    const end = (reason: Error) => {
      ending ??= reason
      if (child.pid !== undefined && identify(child.pid) !== undefined) killTree(child.pid)
    }
    const timer = setTimeout(
      () => end(new Failure(`"${commandLine}" did not end within ${options.timeoutMs / 1000} s:\n${output}`)),
      options.timeoutMs,
    )
    const interrupt = () => end(new Interrupted(`"${command}" was ended`))
    options.signal?.addEventListener('abort', interrupt, { once: true })
    const settle = () => {
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', interrupt)
    }
    child.once('error', (cause) => {
      settle()
      reject(new Failure(`"${command}" could not be started: ${cause.message}`, { cause }))
    })
    child.once('close', (code, signal) => {
      settle()
      if (ending !== undefined) reject(ending)
      else if (code === 0) resolve(stdout)
      else reject(new Failure(`"${commandLine}" ended with ${signal ?? `exit code ${code}`}:\n${output.trim()}`))
    })
  })
}
