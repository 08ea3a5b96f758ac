import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { expect, test } from 'vitest'
import { run } from '../lib/run.ts'

const stack = (command: string, args: string[] = [], env: Record<string, string> = {}) =>
  run(process.execPath, [`stack/src/cli/${command}.ts`, ...args], { env, deadlineMs: 60_000 })

test('a second start is told about the first', async () => {
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
  const offset = '30000'
  const server = createServer().listen(resolvePorts({ LAKEHOUSE_PORT_OFFSET: offset }).trino, LOOPBACK)
  await new Promise((resolve) => server.once('listening', resolve))
  try {
    const home = mkdtempSync(join(tmpdir(), 'taken-'))
    const { code, stderr } = await stack('start', ['--detach'], { LAKEHOUSE_HOME: home, LAKEHOUSE_PORT_OFFSET: offset })
    expect(code).toBe(1)
    expect(stderr).toContain('38080')
    expect(stderr).toContain(`pid ${process.pid}`)
  } finally {
    server.close()
  }
})
