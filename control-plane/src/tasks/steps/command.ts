import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { explain, Failure } from '../../errors.ts'
import { fillArguments } from '../parameters.ts'
import { Lines } from './lines.ts'
import { killTaskProcesses, markOf, signal } from './processes.ts'
import type { AttemptKey, StepExecutor } from './step-work.ts'

/** Tasks give way to the pipeline: the scheduler’s nice value, 0 (usual) to 19. */
const NICE = 10
/** Asked to end as by Ctrl-C, a command has this long to clean up before it is killed, milliseconds. */
const GRACE_MS = 10_000
/** Processes that a command leaves behind may still say this long what they have to say, milliseconds. */
const LEFT_BEHIND_MS = 1_000
/** What comes of a command in one sentence is its last line, up to this many characters. */
const LONGEST_DETAIL = 300

/** Steps that start a program: without a shell, in a process group of its own, marked so that none is ever lost. */
export function commandExecutor(root: string, home: string): StepExecutor {
  return async ({ key, step, parameters, signal: mustEnd, log }) => {
    const [program = '', ...args] = fillArguments(step.command ?? [], parameters)
    const attempt = attemptName(key)
    const last = { out: '', err: '' }
    const lines = (stream: 'out' | 'err') =>
      new Lines((line) => {
        if (line.trim() !== '') last[stream] = line.trim()
        log(stream, line)
      })
    mustEnd.throwIfAborted()
    log('note', `$ ${[program, ...args].join(' ')}`)
    const child = spawn(program === 'node' ? process.execPath : program, args, {
      cwd: root,
      env: { ...process.env, ...markOf(home, attempt) },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const { pid } = child
    let leftBehind: NodeJS.Timeout | undefined
    const endLeftBehind = () => {
      killTaskProcesses(home, attempt).catch((error) => log('note', explain(error)))
    }
    const ended = new Promise<string | null>((resolve, reject) => {
      child.once('error', (cause) =>
        reject(
          new Failure(`${program} could not be started: ${cause.message}`, 'Look at the step’s command.', { cause }),
        ),
      )
      child.once('close', (code, name) =>
        resolve(step.accept.includes(code ?? -1) ? null : (name ?? `exit code ${code}`)),
      )
    })
    child.once('exit', () => {
      // A grandchild in the background would hold the pipes open, and with them the step.
      if (pid !== undefined) leftBehind = setTimeout(endLeftBehind, LEFT_BEHIND_MS)
    })
    for (const stream of ['out', 'err'] as const) {
      const read = lines(stream)
      child[stream === 'out' ? 'stdout' : 'stderr']
        .on('data', (chunk: Buffer) => read.push(chunk))
        .once('end', () => read.end())
    }
    if (pid !== undefined) beNice(pid)
    const stop = pid === undefined ? null : stopOn(mustEnd, pid, home, attempt, log)
    try {
      const problem = await ended
      mustEnd.throwIfAborted()
      if (problem === null) return sentence(last.out)
      throw new Failure(
        sentence(last.err) === null ? problem : `${problem}: ${sentence(last.err)}`,
        'See the log of the step.',
      )
    } finally {
      stop?.()
      clearTimeout(leftBehind)
      // Whatever it left behind goes with it, in its group or not.
      if (pid !== undefined) await killTaskProcesses(home, attempt)
    }
  }
}

export function attemptName({ run, step, attempt }: AttemptKey): string {
  return `${run}/${step}/${attempt}`
}

/** Ends the process group when `mustEnd` fires: SIGINT first, which every command of ours cleans up on. */
function stopOn(
  mustEnd: AbortSignal,
  pid: number,
  home: string,
  attempt: string,
  log: (stream: 'note', text: string) => void,
) {
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    log('note', `asked to end (SIGINT to its process group ${pid})`)
    signal(-pid, 'SIGINT')
    timer = setTimeout(() => {
      log('note', `did not end in ${GRACE_MS / 1_000} s: killed`)
      signal(-pid, 'SIGKILL')
      // One that left the group keeps the pipes open; it must go too for the command to be over.
      killTaskProcesses(home, attempt).catch((error) => log('note', explain(error)))
    }, GRACE_MS)
  }
  if (mustEnd.aborted) stop()
  else mustEnd.addEventListener('abort', stop, { once: true })
  return () => {
    clearTimeout(timer)
    mustEnd.removeEventListener('abort', stop)
  }
}

function beNice(pid: number): void {
  try {
    setPriority(pid, NICE)
  } catch (error) {
    // It has ended already; how it ended is told elsewhere.
    if (
      (error as NodeJS.ErrnoException).code !== 'ERR_SYSTEM_ERROR' &&
      (error as NodeJS.ErrnoException).code !== 'ESRCH'
    )
      throw error
  }
}

function sentence(line: string): string | null {
  if (!/\p{L}/u.test(line)) return null
  return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL)}…` : line
}
