import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { httpReadiness } from './probe.ts'
import { restartPolicy, type ServiceSpec } from './service-spec.ts'
import { supervise } from './supervised-service.ts'

const home = mkdtempSync(join(tmpdir(), 'supervised-'))
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

async function freePort(): Promise<number> {
  const server = createServer().listen(0, LOOPBACK)
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A server that tells its pid. */
async function echo(): Promise<{ spec: ServiceSpec; pid: () => Promise<number> }> {
  const port = await freePort()
  const url = `http://${LOOPBACK}:${port}`
  const script = `require('node:http').createServer((_, answer) => answer.end(String(process.pid))).listen(${port}, '${LOOPBACK}')`
  const readiness = httpReadiness(url, 20_000)
  const spec: ServiceSpec = {
    name: 'echo',
    dependsOn: [],
    command: process.execPath,
    args: ['-e', script],
    env: {},
    cwd: home,
    ports: [],
    readiness,
    liveness: (signal) => readiness.check(AbortSignal.any([signal, AbortSignal.timeout(300)])),
    shutdown: { signal: 'SIGTERM', timeoutMs: 5_000 },
    restart: restartPolicy,
  }
  return { spec, pid: async () => Number(await (await fetch(url, { signal: AbortSignal.timeout(300) })).text()) }
}

test('a process that stands still is killed and started again', async () => {
  const { spec, pid } = await echo()
  const progress = { step: vi.fn(), warn: vi.fn() }
  const liveness = { everyMs: 50, patienceMs: 500 }
  const service = supervise(spec, { home, ports: () => [], progress: progress as never, liveness })
  stops.push(() => service.stop())
  await service.start()
  const first = await pid()
  process.kill(first, 'SIGSTOP')
  await expect.poll(pid, { timeout: 15_000 }).not.toBe(first)
  expect(progress.warn).toHaveBeenCalledWith('echo', expect.stringContaining('runs, but has not worked for'))
}, 20_000)

test('a process that works is left alone', async () => {
  const { spec, pid } = await echo()
  const asked = vi.fn()
  const liveness = async (signal: AbortSignal) => {
    asked()
    await spec.liveness?.(signal)
  }
  const context = { home, ports: () => [], progress: { step: vi.fn(), warn: vi.fn() } as never }
  const service = supervise({ ...spec, liveness }, { ...context, liveness: { everyMs: 20, patienceMs: 0 } })
  stops.push(() => service.stop())
  await service.start()
  const first = await pid()
  await expect.poll(() => asked.mock.calls.length).toBeGreaterThan(5)
  expect(await pid()).toBe(first)
})
