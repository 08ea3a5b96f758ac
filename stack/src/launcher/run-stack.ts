import { mkdirSync } from 'node:fs'
import { httpUrl, type Ports, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseCache, lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { gatherArtifacts } from '../artifacts/gather.ts'
import { readSettings } from '../services/settings.ts'
import { ensureSecrets } from '../setup/secrets.ts'
import { rotateLogs } from '../supervisor/log-file.ts'
import { waitUntilReady } from '../supervisor/probe.ts'
import { Failure } from '../system/failure.ts'
import { markAsPartOf } from '../system/marked-processes.ts'
import { tryLock } from '../system/process-lock.ts'
import { formatDuration, type Progress } from '../system/progress.ts'
import { firstLiveNumber } from './first-number.ts'
import type { Interruption } from './interruption.ts'
import { launcherLock, readLauncherState, removeLauncherState, writeLauncherState } from './launcher-state.ts'
import { stopLeftovers } from './leftovers.ts'
import { requireFreePorts, requireRoom } from './preflight.ts'
import { fired, type Problem, type StackPart, startParts, stopParts } from './stack-part.ts'
import { type ProducerRate, stackParts } from './stack-parts.ts'
import { requireFetchTools, requireJava } from './tools.ts'

type Env = Readonly<Record<string, string | undefined>>

const LOG_CHECK_MS = 10_000

/**
 * Brings the stack up, keeps it running until the person asks to end, and takes it down again.
 * @throws {Failure} when it cannot start; what had been started is stopped first.
 * @throws {Interrupted} when the person asked to end before it was live.
 */
export async function runStack(
  env: Env,
  rate: ProducerRate,
  interruption: Interruption,
  progress: Progress,
): Promise<void> {
  const began = new Date()
  const home = lakehouseHome(env)
  const ports = resolvePorts(env)
  const url = httpUrl(ports, 'dashboard')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const release = takeLauncherLock(home)
  Object.assign(process.env, markAsPartOf(home)) // everything started from here on carries the mark
  const ending = new AbortController()
  const signal = AbortSignal.any([interruption.stop, ending.signal])
  let parts: readonly StackPart[] = []
  try {
    writeLauncherState(home, { phase: 'starting', url })
    const left = await stopLeftovers(home, progress)
    if (left > 0) progress.warn('launcher', `an earlier launcher had died; stopped the ${left} process(es) it left`)
    parts = await prepareParts(env, home, ports, rate, { signal, progress })
    const rotation = setInterval(() => rotateLogs(home), LOG_CHECK_MS)
    try {
      const problems = [...(await startParts(parts, interruption.stop))]
      if (problems.length === 0 && rate !== undefined) {
        const number = waitUntilReady('first live number', firstLiveNumber(ports, began), interruption.stop)
        await number.catch((error) => problems.push({ part: 'first live number', error }))
      }
      if (!interruption.stop.aborted) announce(home, url, problems, Date.now() - began.getTime(), progress)
      await fired(interruption.stop)
    } finally {
      clearInterval(rotation)
    }
  } finally {
    ending.abort()
    const stopBegan = Date.now()
    writeLauncherState(home, { phase: 'stopping', url })
    await stopParts(parts, interruption.kill)
    if (parts.length > 0) progress.step('stack', `stopped in ${formatDuration(Date.now() - stopBegan)}`)
    await stopLeftovers(home, progress)
    removeLauncherState(home)
    release()
  }
}

function takeLauncherLock(home: string): () => void {
  const lock = tryLock(launcherLock(home))
  if ('release' in lock) return lock.release
  const { pid, since } = lock.heldBy
  const { phase, url } = readLauncherState(home) ?? { phase: 'starting', url: 'no address yet' }
  throw new Failure(
    `the stack at ${home} is already running: pid ${pid}, since ${since}, ${phase}, ${url}\n"npm run status" shows it, "npm stop" ends it`,
  )
}

async function prepareParts(
  env: Env,
  home: string,
  ports: Ports,
  rate: ProducerRate,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: Progress },
): Promise<readonly StackPart[]> {
  requireFreePorts(ports)
  const settings = readSettings(env)
  const cache = lakehouseCache(env)
  requireRoom([home, cache])
  const java = requireJava(env)
  requireFetchTools(env, home, cache)
  const began = Date.now()
  const cacheContext = { cache, progress, signal }
  const artifacts = await gatherArtifacts(cacheContext, java.java25)
  progress.step('artifacts', `complete and verified after ${formatDuration(Date.now() - began)}`)
  requireFreePorts(ports) // fetching may have taken minutes
  const context = { home, ports, secrets: ensureSecrets(home), artifacts, ...java, ...settings }
  return stackParts(context, cacheContext, rate)
}

function announce(home: string, url: string, problems: readonly Problem[], tookMs: number, progress: Progress): void {
  if (problems.length === 0) {
    writeLauncherState(home, { phase: 'live', url })
    progress.step('stack', `live after ${formatDuration(tookMs)}: ${url}`)
    return
  }
  for (const { part, error } of problems) progress.warn(part, error.message)
  writeLauncherState(home, { phase: 'incomplete', url, problem: problems.map(({ part }) => part).join(', ') })
  progress.warn(
    'stack',
    `runs without: ${problems.map(({ part }) => part).join(', ')}. Repair it while the rest goes on, or "npm stop"`,
  )
}
