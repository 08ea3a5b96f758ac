import { execFile } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Watch } from '../watch.ts'
import type { SeededRandom } from './random.ts'
import { pidOf, processTree, readStatus } from './services.ts'

const run = promisify(execFile)

const PAUSE_MS = 20_000
const SILENCE_MS = 90_000
const FULL_DISK_MS = 20_000
/** A second blow falls within this long after the process has come back, milliseconds. */
const SECOND_BLOW_MS = 10_000
const COME_BACK_MS = 120_000
/** The supervisor waits for 90 s before it takes a part for hung; then it has to come back. */
const NOTICED_MS = 90_000 + COME_BACK_MS
const POLL_MS = 200

/** From when to when a fault lasted, milliseconds since 1970; a kill takes no time. */
export interface Inflicted {
  readonly begun: number
  readonly ended: number
}

/**
 * Does harm to one service.
 * @throws {Error} when it does not run, or the signal's reason; whatever was held back is let go first.
 */
export type Fault = (service: string, random: SeededRandom, watch: Watch) => Promise<Inflicted>

/** kill -9. */
export const kill: Fault = async (service, _random, watch) => {
  const pid = await runningPid(service)
  const begun = Date.now()
  process.kill(pid, 'SIGKILL')
  watch.progress(`killed ${service}, pid ${pid}`)
  return { begun, ended: begun }
}

/** kill -9, and again at a random moment after the supervisor has started it anew: in the midst of its recovery. */
export const killTwice: Fault = async (service, random, watch) => {
  const first = await runningPid(service)
  await kill(service, random, watch)
  await replaced(service, first, COME_BACK_MS, watch)
  await delay(random.below(SECOND_BLOW_MS), undefined, { signal: watch.signal })
  return kill(service, random, watch)
}

/** Waits until the supervisor has started another process for the service. @throws {Error} when it does not. */
async function replaced(service: string, former: number, withinMs: number, watch: Watch): Promise<void> {
  const deadline = Date.now() + withinMs
  for (let pid: number | null = former; pid === null || pid === former; ) {
    if (Date.now() > deadline) throw new Error(`${service} has not been started again within ${withinMs / 1_000} s`)
    await delay(POLL_MS, undefined, { signal: watch.signal })
    pid = pidOf(await readStatus(), service)
  }
}

/** SIGSTOP for 20 s: it neither works nor ends, and its connections stay open. */
export const pause: Fault = stoppedFor(PAUSE_MS)

/** SIGSTOP for longer than a window: of the producer, so that only the control plane's heartbeats close what is open. */
export const silence: Fault = stoppedFor(SILENCE_MS)

/** SIGSTOP, and nobody lets it go on: the supervisor must notice that it runs and does not work. */
export const hang: Fault = (service, _random, watch) =>
  stopped(service, (pid) => replaced(service, pid, NOTICED_MS, watch), watch)

function stoppedFor(ms: number): Fault {
  return (service, _random, watch) => stopped(service, () => delay(ms, undefined, { signal: watch.signal }), watch)
}

async function stopped(service: string, over: (pid: number) => Promise<void>, watch: Watch): Promise<Inflicted> {
  const pid = await runningPid(service)
  const tree = processTree(pid)
  const begun = Date.now()
  try {
    for (const member of tree) signal(member, 'SIGSTOP')
    watch.progress(`stopped ${service}, pids ${tree.join(', ')}`)
    await over(pid)
  } finally {
    for (const member of tree) signal(member, 'SIGCONT')
  }
  return { begun, ended: Date.now() }
}

/**
 * No file of the service can grow for 20 s: the kernel refuses its writes (RLIMIT_FSIZE), as it does on a full disk, and
 * nobody else's. A process that ends over it comes back without the limit: the disk has room again.
 */
export const fillDisk: Fault = async (service, _random, watch) => {
  const tree = processTree(await runningPid(service))
  const begun = Date.now()
  try {
    for (const pid of tree) await limitFileSize(pid, '1')
    watch.progress(`${service} cannot write for ${FULL_DISK_MS / 1_000} s, pids ${tree.join(', ')}`)
    await delay(FULL_DISK_MS, undefined, { signal: watch.signal })
  } finally {
    for (const pid of tree) await limitFileSize(pid, 'unlimited')
  }
  return { begun, ended: Date.now() }
}

async function runningPid(service: string): Promise<number> {
  const pid = pidOf(await readStatus(), service)
  if (pid === null) throw new Error(`${service} does not run: see "npm run status"`)
  return pid
}

/** A process that has ended meanwhile needs no signal. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Sets the soft limit only, so that it can be lifted again without any privilege. */
async function limitFileSize(pid: number, bytes: string): Promise<void> {
  try {
    await run('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`])
  } catch (error) {
    if (processTree(pid).length === 0) return
    throw new Error(`prlimit (util-linux) could not limit process ${pid}: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
