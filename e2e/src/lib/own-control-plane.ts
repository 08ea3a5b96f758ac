import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Endpoint, LOOPBACK, portVariable, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome, projectRoot } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'

/** A port below 1024 where nothing listens on a machine of today (tcpmux). */
const NOBODY = '1'
const READY_MS = 180_000
const STOP_MS = 15_000

/**
 * A control plane beside the stack's, with a home and tasks of its own, to be killed. It reaches none of the engines: one
 * that looked after the same jobs and tables from another home would get in the way of the stack's.
 */
export interface OwnControlPlane {
  /** What a command of this project needs in its environment to work through it. */
  readonly env: Readonly<Record<string, string>>
  /** The JSON it answers; an error answer is an answer. */
  readonly ask: (method: 'GET' | 'POST' | 'PUT', path: string, content?: object) => Promise<unknown>
  readonly start: () => Promise<void>
  /** As the kernel does when memory runs out. */
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Prepared in the empty folder `home`; nothing runs before `start`. */
export async function ownControlPlane(home: string, tasks: string): Promise<OwnControlPlane> {
  const secrets = readSecrets(lakehouseHome(process.env))
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 })
  writeFileSync(join(home, 'tasks.yaml'), tasks)
  const port = await freePort()
  const endpoints = Object.keys(resolvePorts({})) as Endpoint[]
  const env = {
    LAKEHOUSE_HOME: home,
    LAKEHOUSE_TASKS: join(home, 'tasks.yaml'),
    ...Object.fromEntries(endpoints.map((endpoint) => [portVariable(endpoint), NOBODY])),
    [portVariable('controlPlane')]: String(port),
  }
  const url = `http://${LOOPBACK}:${port}`
  let child: ChildProcess | undefined

  const ask: OwnControlPlane['ask'] = async (method, path, content) => {
    const headers = { authorization: `Bearer ${secrets.controlPlaneToken}`, 'content-type': 'application/json' }
    const body = content === undefined ? null : JSON.stringify(content)
    return (await fetch(`${url}${path}`, { method, headers, body, signal: AbortSignal.timeout(20_000) })).json()
  }
  const start = async () => {
    const log = createWriteStream(join(home, 'control-plane.log'), { flags: 'a' })
    await once(log, 'open')
    const main = join('control-plane', 'src', 'main.ts')
    child = spawn(process.execPath, [main], {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log],
    })
    const deadline = Date.now() + READY_MS
    for (;;) {
      const answered = await ask('GET', '/api/tasks').catch(() => undefined)
      // It answers before it has dealt with what an earlier one left behind.
      if ((answered as { scheduler?: { state: string } } | undefined)?.scheduler?.state === 'running') return
      if (child.exitCode !== null)
        throw new Error(`the control plane ended with ${child.exitCode}: see ${home}/control-plane.log`)
      if (Date.now() > deadline)
        throw new Error(`the control plane runs no tasks after ${READY_MS / 1000} s: ${JSON.stringify(answered)}`)
      await sleep(100)
    }
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    const late = setTimeout(() => child?.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(late)
  }
  return { env, ask, start, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, LOOPBACK)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
