import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Every process of a task, and whatever it starts, carries these in its environment. */
const STACK = 'LAKEHOUSE_TASK_OF'
const ATTEMPT = 'LAKEHOUSE_TASK_ATTEMPT'
const POLL_MS = 50
/** SIGKILL cannot be refused; longer than this and the process hangs in the kernel. */
const KILL_DEADLINE_MS = 5_000

/** The mark of the processes of one attempt of one step, of the stack at `home`. */
export function markOf(home: string, attempt: string): Record<string, string> {
  return { [STACK]: home, [ATTEMPT]: attempt }
}

/** Ids of all living processes of tasks of the stack at `home`; of one attempt only, when it is given. */
export function taskProcesses(home: string, attempt?: string): number[] {
  const wanted = [`${STACK}=${home}`, ...(attempt === undefined ? [] : [`${ATTEMPT}=${attempt}`])]
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid && isMarked(name, wanted))
    .map(Number)
}

/**
 * Kills them at once and waits until they are gone. Gives the ids of those there were.
 * @throws {Error} naming those that are still there after 5 s.
 */
export async function killTaskProcesses(home: string, attempt?: string): Promise<readonly number[]> {
  const killed = new Set<number>()
  const deadline = Date.now() + KILL_DEADLINE_MS
  while (true) {
    // Again and again: one that was just being started by another is seen only now.
    const living = taskProcesses(home, attempt)
    if (living.length === 0) return [...killed]
    if (Date.now() > deadline) throw new Error(`processes ${living.join(', ')} do not end although killed`)
    for (const pid of living) {
      killed.add(pid)
      signal(pid, 'SIGKILL')
    }
    await sleep(POLL_MS)
  }
}

/** Signals a process, or with a negative id its whole group; one that has ended is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function isMarked(pid: string, wanted: readonly string[]): boolean {
  try {
    // A process that waits to be reaped has an empty environment, so it counts as gone.
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
    return wanted.every((variable) => environment.includes(variable))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return false
    throw error
  }
}
