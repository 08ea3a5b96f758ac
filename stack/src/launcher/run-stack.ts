import { mkdirSync } from 'node:fs'
import { httpUrl, type Ports, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseCache, lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { gatherArtifacts } from '../artifacts/gather.ts'
import { engines } from '../services/catalogue.ts'
import { ensureSecrets } from '../setup/secrets.ts'
import { rotateLog } from '../supervisor/log-file.ts'
import type { ServiceSpec } from '../supervisor/service-spec.ts'
import { inDependencyOrder, reversed } from '../supervisor/start-order.ts'
import { type SupervisedService, supervise } from '../supervisor/supervised-service.ts'
import { Failure, Interrupted } from '../system/failure.ts'
import { markAsPartOf } from '../system/marked-processes.ts'
import { tryLock } from '../system/process-lock.ts'
import { formatDuration, type Progress } from '../system/progress.ts'
import type { Interruption } from './interruption.ts'
import {
  launcherLock,
  launcherLog,
  readLauncherState,
  removeLauncherState,
  writeLauncherState,
} from './launcher-state.ts'
import { stopLeftovers } from './leftovers.ts'
import { requireFreePorts, requireRoom } from './preflight.ts'
import { requireJava } from './tools.ts'

type Env = Readonly<Record<string, string | undefined>>

const LOG_CHECK_MS = 10_000

/**
 * Brings the stack up, keeps it running until the person asks to end, and takes it down again.
 * @throws {Failure} when it cannot start; what had been started is stopped first.
 * @throws {Interrupted} when the person asked to end before it was live.
 */
export async function runStack(env: Env, interruption: Interruption, progress: Progress): Promise<void> {
  const home = lakehouseHome(env)
  const ports = resolvePorts(env)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const release = takeLauncherLock(home)
  Object.assign(process.env, markAsPartOf(home)) // everything started from here on carries the mark
  const url = httpUrl(ports, 'dashboard')
  let services: readonly SupervisedService[] = []
  try {
    writeLauncherState(home, { phase: 'starting', url })
    const left = await stopLeftovers(home, progress)
    if (left > 0) progress.warn('launcher', `an earlier launcher had died; stopped the ${left} process(es) it left`)
    const specs = await prepareEngines(env, home, ports, interruption, progress)
    services = specs.map((spec) => supervise(spec, { home, ports: portNumbers(ports), progress }))
    const rotation = setInterval(() => rotateLogs(home, services), LOG_CHECK_MS)
    try {
      await startServices(services, interruption)
      writeLauncherState(home, { phase: 'live', url })
      progress.step('stack', `live: ${url}`)
      await aborted(interruption.stop)
    } finally {
      clearInterval(rotation)
    }
  } finally {
    writeLauncherState(home, { phase: 'stopping', url })
    await stopServices(services, interruption.kill, progress)
    removeLauncherState(home)
    release()
  }
}

function takeLauncherLock(home: string): () => void {
  const lock = tryLock(launcherLock(home))
  if ('release' in lock) return lock.release
  const { pid, since } = lock.heldBy
  const state = readLauncherState(home)
  throw new Failure(
    `the stack at ${home} is already running: pid ${pid}, since ${since}, ${state?.phase ?? 'starting'}, ${state?.url ?? ''}\n"npm run status" shows it, "npm stop" ends it`,
  )
}

async function prepareEngines(
  env: Env,
  home: string,
  ports: Ports,
  interruption: Interruption,
  progress: Progress,
): Promise<readonly ServiceSpec[]> {
  requireFreePorts(ports)
  const cache = lakehouseCache(env)
  requireRoom([home, cache])
  const java = requireJava(env)
  const began = Date.now()
  const artifacts = await gatherArtifacts({ cache, progress, signal: interruption.stop }, java.java25)
  progress.step('artifacts', `verified in ${formatDuration(Date.now() - began)}`)
  const checkpointInterval = env.LAKEHOUSE_CHECKPOINT_INTERVAL || '2 s'
  return engines({ home, ports, secrets: ensureSecrets(home), artifacts, ...java, checkpointInterval })
}

async function startServices(services: readonly SupervisedService[], interruption: Interruption): Promise<void> {
  const nodes = services.map((service) => ({ ...service, name: service.spec.name, dependsOn: service.spec.dependsOn }))
  const started = inDependencyOrder(nodes, (service) => service.start())
  started.catch(() => undefined) // the race below reports it, unless the person was first
  await Promise.race([
    started,
    aborted(interruption.stop).then(() => {
      throw new Interrupted('starting the stack')
    }),
  ])
}

async function stopServices(
  services: readonly SupervisedService[],
  killNow: AbortSignal,
  progress: Progress,
): Promise<void> {
  if (services.length === 0) return
  const began = Date.now()
  const nodes = services.map((service) => ({ ...service, name: service.spec.name, dependsOn: service.spec.dependsOn }))
  await inDependencyOrder(reversed(nodes), (service) => service.stop(killNow))
  progress.step('stack', `stopped in ${formatDuration(Date.now() - began)}`)
}

const portNumbers = (ports: Ports) => (spec: ServiceSpec) => spec.ports.map((endpoint) => ports[endpoint])

function rotateLogs(home: string, services: readonly SupervisedService[]): void {
  for (const log of [launcherLog(home), ...services.map((service) => service.log)]) rotateLog(log)
}

/** Resolves when the signal fires. */
function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
