import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure, Interrupted } from '../system/failure.ts'
import { markAsPartOf } from '../system/marked-processes.ts'
import { killTree, stopGroup } from '../system/process-group.ts'
import { identify, type ProcessIdentity } from '../system/process-identity.ts'
import { formatDuration, type Progress } from '../system/progress.ts'
import { nextRestart } from './backoff.ts'
import { type LivenessPolicy, livenessPolicy, untilHung } from './liveness.ts'
import { openLog } from './log-file.ts'
import { waitUntilReady } from './probe.ts'
import type { ServiceSpec } from './service-spec.ts'
import { removeState, type ServiceState, writeState } from './service-state.ts'

export interface SupervisedService {
  /** Starts the service, waits until it is ready and initialised, and from then on keeps it running. */
  start(): Promise<void>
  /** Ends it for good. `killNow` cuts the wait short. */
  stop(killNow?: AbortSignal): Promise<void>
}

export interface SupervisionContext {
  readonly home: string
  readonly ports: (spec: ServiceSpec) => readonly number[]
  readonly progress: Progress
  readonly liveness?: LivenessPolicy
}

/** A process: `ended` resolves with the reason when it ends, `kill` ends it with its descendants unless it has ended by itself. */
interface Launched {
  readonly ended: Promise<string>
  /** Fires when it has ended, or is to be stopped. */
  readonly over: AbortSignal
  readonly kill: () => void
}

/** Puts one service under supervision; nothing runs before `start`. */
export function supervise(
  spec: ServiceSpec,
  { home, ports, progress, liveness = livenessPolicy }: SupervisionContext,
): SupervisedService {
  const log = join(home, 'logs', `${spec.name}.log`)
  const stopping = new AbortController()
  const endedAt: number[] = []
  let current: ProcessIdentity | undefined
  let restarts = 0
  let startedAt = new Date()
  let lastEnd: string | undefined

  const publish = (phase: ServiceState['phase']) =>
    writeState(home, {
      name: spec.name,
      phase,
      ...(current === undefined ? {} : { process: current }),
      startedAt: startedAt.toISOString(),
      restarts,
      dependsOn: [...spec.dependsOn],
      ports: [...ports(spec)],
      shutdown: spec.shutdown,
      log,
      ...(lastEnd === undefined ? {} : { lastEnd }),
    })

  const launch = (): Launched => {
    const output = openLog(log)
    startedAt = new Date()
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: { ...inheritedEnvironment(), ...spec.env, ...markAsPartOf(home) },
      stdio: ['ignore', output, output],
      detached: true,
    })
    closeSync(output)
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message))
      child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : signal))
    })
    current = child.pid === undefined ? undefined : identify(child.pid)
    publish('starting')
    const started = current
    const kill = () => {
      if (started !== undefined && started === current) killTree(started.pid)
    }
    const gone = new AbortController()
    ended.then((reason) =>
      gone.abort(new Failure(`${spec.name} ended (${reason}) before it was ready; its log: ${log}`)),
    )
    return { ended, over: AbortSignal.any([gone.signal, stopping.signal]), kill }
  }

  const untilReady = ({ over }: Launched) => waitUntilReady(spec.name, spec.readiness, over)

  /** Kills the service once it runs and does not work; `keepRunning` then starts it again as after any other end. */
  const watchOver = async ({ over, kill }: Launched) => {
    if (spec.liveness === undefined) return
    const problem = await untilHung(spec.liveness, liveness, over)
    if (problem === undefined) return
    const patience = formatDuration(liveness.patienceMs)
    progress.warn(spec.name, `runs, but has not worked for ${patience} (${problem}); killing it. Its log: ${log}`)
    kill()
  }

  const keepRunning = async (first: Launched) => {
    let launched = first
    for (;;) {
      lastEnd = await launched.ended
      current = undefined
      if (stopping.signal.aborted) return
      endedAt.push(Date.now())
      const delay = nextRestart(spec.restart, endedAt, Date.now())
      if (delay === 'give up') {
        publish('given up')
        progress.warn(spec.name, `ended again (${lastEnd}); given up after ${restarts} restarts. Its log: ${log}`)
        return
      }
      publish('restarting')
      progress.warn(spec.name, `ended (${lastEnd}); starting it again in ${formatDuration(delay)}`)
      await sleep(delay, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      restarts += 1
      const began = Date.now()
      const again = launch()
      launched = again
      untilReady(again).then(
        () => {
          publish('ready')
          progress.step(spec.name, `ready again after ${formatDuration(Date.now() - began)}`)
          return watchOver(again)
        },
        (error) => {
          if (stopping.signal.aborted) return
          progress.warn(spec.name, error.message)
          again.kill()
        },
      )
    }
  }

  const firstStart = async () => {
    stopping.signal.throwIfAborted()
    await spec.prepare?.(stopping.signal)
    stopping.signal.throwIfAborted()
    const began = Date.now()
    const launched = launch()
    try {
      await untilReady(launched)
      await spec.initialise?.()
    } finally {
      supervision = keepRunning(launched)
    }
    publish('ready')
    void watchOver(launched)
    progress.step(spec.name, `ready after ${formatDuration(Date.now() - began)}`)
  }

  let starting: Promise<void> = Promise.resolve()
  let supervision: Promise<void> = Promise.resolve()
  return {
    start: () => {
      starting = firstStart()
      return starting
    },
    stop: async (killNow) => {
      stopping.abort(new Interrupted(`${spec.name} is being stopped`))
      const killed = current !== undefined && (await stopGroup(current, spec.shutdown, killNow)).killed
      if (killed) progress.warn(spec.name, `did not end on ${spec.shutdown.signal}, was killed`)
      await starting.catch(() => undefined) // whoever started it has been told
      await supervision
      removeState(home, spec.name)
    },
  }
}

/** What services get of the launcher's environment; the rest is theirs to state. */
function inheritedEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'XDG_CACHE_HOME']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}
