import { launcherLock, readLauncherState } from '../launcher/launcher-state.ts'
import { readStates, type ServiceState } from '../supervisor/service-state.ts'
import { treePss } from '../system/memory.ts'
import { isAlive } from '../system/process-identity.ts'
import { lockOwner } from '../system/process-lock.ts'

/** One part as `status --json` shows it. Sizes in bytes, times ISO-8601. */
export interface ServiceStatus {
  readonly name: string
  /** `down`: its process has ended. `unsupervised`: it runs, but the launcher that kept it has died. */
  readonly state: ServiceState['phase'] | 'down' | 'unsupervised'
  readonly pid: number | null
  readonly ports: readonly number[]
  readonly uptime_s: number | null
  readonly restarts: number
  readonly pss_bytes: number
  readonly log: string
  readonly last_end: string | null
}

export interface StackStatus {
  readonly home: string
  /** Null when no launcher runs: the stack is stopped, or its launcher has died and left what is listed. */
  readonly launcher: {
    readonly pid: number
    readonly since: string
    readonly phase: string
    readonly url: string
    readonly pss_bytes: number
    readonly problem: string | null
  } | null
  readonly services: readonly ServiceStatus[]
  /** All services and the launcher. */
  readonly total_pss_bytes: number
}

/** What runs at `home` now, from pid files and the kernel; nothing is asked of the launcher, which may be dead. */
export function readStatus(home: string, now = Date.now()): StackStatus {
  const owner = lockOwner(launcherLock(home))
  const said = owner === undefined ? undefined : readLauncherState(home)
  const launcher =
    owner === undefined
      ? null
      : {
          pid: owner.pid,
          since: owner.since,
          phase: said?.phase ?? 'starting',
          url: said?.url ?? '',
          pss_bytes: ownPss(owner.pid, home),
          problem: said?.problem ?? null,
        }
  const services = readStates(home)
    .map((state) => serviceStatus(state, launcher !== null, now))
    .sort((a, b) => a.name.localeCompare(b.name))
  const total = services.reduce((sum, { pss_bytes }) => sum + pss_bytes, launcher?.pss_bytes ?? 0)
  return { home, launcher, services, total_pss_bytes: total }
}

function serviceStatus(service: ServiceState, supervised: boolean, now: number): ServiceStatus {
  const alive = service.process !== undefined && isAlive(service.process)
  const pid = alive ? (service.process?.pid ?? null) : null
  return {
    name: service.name,
    state: stateOf(service, alive, supervised),
    pid,
    ports: service.ports,
    uptime_s: alive ? Math.round((now - Date.parse(service.startedAt)) / 1000) : null,
    restarts: service.restarts,
    pss_bytes: pid === null ? 0 : treePss(pid),
    log: service.log,
    last_end: service.lastEnd ?? null,
  }
}

function stateOf({ phase }: ServiceState, alive: boolean, supervised: boolean): ServiceStatus['state'] {
  if (alive) return supervised ? phase : 'unsupervised'
  return phase === 'restarting' || phase === 'given up' ? phase : 'down'
}

/** The launcher alone: the services are its children, and counted by themselves. */
function ownPss(pid: number, home: string): number {
  const services = readStates(home).flatMap(({ process }) => (process === undefined ? [] : [process.pid]))
  return treePss(pid, new Set(services))
}
