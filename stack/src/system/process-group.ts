import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, type ProcessIdentity } from './process-identity.ts'
import { processTree } from './process-tree.ts'

const POLL_MS = 50

/**
 * Kills a living process with all that descends from it, and its process group. PostgreSQL's backends leave that group
 * (each calls setsid), and do not end by themselves while they are stopped; what they hold keeps the next server from starting.
 */
export function killTree(pid: number): void {
  const tree = processTree(pid)
  signal(-pid, 'SIGKILL')
  for (const member of tree) signal(member, 'SIGKILL')
}

/** What has ended already is no error; a negative number is a process group. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

export interface StopRequest {
  readonly signal: NodeJS.Signals
  readonly timeoutMs: number
}

/**
 * Asks the process to end and waits; past the time limit, or once `killNow` fires, it is killed with its descendants.
 * Gives whether it had to be killed. The group gets a last SIGKILL in any case, for children that outlive their parent.
 */
export async function stopGroup(
  leader: ProcessIdentity,
  request: StopRequest,
  killNow?: AbortSignal,
): Promise<{ readonly killed: boolean }> {
  if (!isAlive(leader)) return { killed: false }
  signal(leader.pid, request.signal)
  const deadline = Date.now() + request.timeoutMs
  while (isAlive(leader) && Date.now() < deadline && !killNow?.aborted) await sleep(POLL_MS)
  const killed = isAlive(leader)
  if (killed) killTree(leader.pid)
  else signal(-leader.pid, 'SIGKILL')
  while (isAlive(leader)) await sleep(POLL_MS)
  return { killed }
}
