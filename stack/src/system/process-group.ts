import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, type ProcessIdentity } from './process-identity.ts'

const POLL_MS = 50

/** Sends a signal to the whole process group led by `pid`; a group that has ended is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

export interface StopRequest {
  readonly signal: NodeJS.Signals
  readonly timeoutMs: number
}

/**
 * Asks the process to end and waits; past the time limit, or once `killNow` fires, its whole group is killed.
 * Gives whether it had to be killed. The group gets a last SIGKILL in any case, for children that outlive their parent.
 */
export async function stopGroup(
  leader: ProcessIdentity,
  request: StopRequest,
  killNow?: AbortSignal,
): Promise<{ readonly killed: boolean }> {
  if (!isAlive(leader)) return { killed: false }
  process.kill(leader.pid, request.signal)
  const deadline = Date.now() + request.timeoutMs
  while (isAlive(leader) && Date.now() < deadline && !killNow?.aborted) await sleep(POLL_MS)
  const killed = isAlive(leader)
  signalGroup(leader.pid, 'SIGKILL')
  while (isAlive(leader)) await sleep(POLL_MS)
  return { killed }
}
