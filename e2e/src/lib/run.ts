import { spawn } from 'node:child_process'
import { projectRoot } from '@lakehouse/contracts/locations.ts'

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Kill the command (and its group) after this many milliseconds. */
  readonly deadlineMs: number
  /** Pass output through to this process as it comes, besides keeping it. */
  readonly echo?: boolean
}

export interface RunResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a command in the project's root and gives its exit code and output; a non-zero exit is an answer, not an error.
 * @throws {Error} when the command cannot be started or passes its deadline.
 */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const line = [command, ...args].join(' ')
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (options.echo) process.stdout.write(text)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
      if (options.echo) process.stderr.write(text)
    })
    const killGroup = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL')
    const timer = setTimeout(() => {
      killGroup()
      reject(
        new Error(
          `"${line}" did not end within ${options.deadlineMs / 1000} s; its last output:\n${stderr.slice(-2000)}`,
        ),
      )
    }, options.deadlineMs)
    child.once('error', (cause) => {
      clearTimeout(timer)
      reject(new Error(`"${line}" could not be started`, { cause }))
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code: code ?? (signal === null ? 1 : 128), stdout, stderr })
    })
  })
}
