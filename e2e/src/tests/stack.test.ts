import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import { expect, test } from 'vitest'
import { run } from '../lib/run.ts'

const stack = (command: string, args: string[] = [], env: Record<string, string> = {}) =>
  run(process.execPath, [`stack/src/cli/${command}.ts`, ...args], { env, deadlineMs: 300_000 })

test('a second start starts nothing and is told about the first', async () => {
  const { code, stderr } = await stack('start', ['--detach'])
  expect(code).toBe(1)
  expect(stderr).toMatch(/already running/i)
  expect(stderr).toMatch(/pid \d+/)
})

test('status names every part with its memory', async () => {
  const { code, stdout, stderr } = await stack('status', ['--json'])
  expect(code, stderr).toBe(0)
  const text = JSON.stringify(JSON.parse(stdout))
  for (const part of ['kafka', 'trino', 'minio', 'postgres', 'zookeeper', 'taskmanager', 'jobmanager', 'gateway']) {
    expect(text).toContain(part)
  }
})

test('a port that is taken is refused with the name of the process that holds it', async () => {
  const server = createServer().listen(0, LOOPBACK)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const env = { LAKEHOUSE_HOME: mkdtempSync(join(tmpdir(), 'taken-')), LAKEHOUSE_TRINO_PORT: String(port) }
    const { code, stderr } = await stack('start', ['--detach'], env)
    expect(code).toBe(1)
    expect(stderr).toContain(`port ${port} (trino) is held by pid ${process.pid}`)
    expect(stderr).toContain('LAKEHOUSE_TRINO_PORT')
  } finally {
    server.close()
  }
})
