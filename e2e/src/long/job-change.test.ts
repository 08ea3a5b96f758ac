import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { expect, test } from 'vitest'
import { deafGateway } from '../lib/deaf-gateway.ts'
import { restoredFrom, servicePid } from '../lib/flink.ts'
import { operationsOn } from '../lib/operations.ts'
import { patient } from '../lib/patience.ts'
import { aroundTests, PROBE, probeFile, probes, submitProbe, writeProbe } from '../lib/probe-job.ts'

aroundTests()

test('a change that fails at run time is rolled back by itself', async () => {
  writeProbe('kafka_offset / (kafka_offset - kafka_offset) < 0')
  const { code, stderr } = await submitProbe()
  expect(code).toBe(1)
  expect(stderr).toMatch(/was not changed: [\s\S]*ArithmeticException/)
  const [operation] = await operationsOn(PROBE)
  expect(operation).toMatchObject({ kind: 'job.change', outcome: 'rolled_back' })
  const running = await probes()
  expect(running).toMatchObject([{ id: operation?.details.job_id, state: 'RUNNING' }])
})

test('a lost answer of the gateway starts no second job', async () => {
  const gateway = await deafGateway()
  try {
    writeProbe('kafka_offset < -2')
    const { code, stderr } = await submitProbe([], { LAKEHOUSE_SQL_GATEWAY_PORT: String(gateway.port) })
    expect(code, stderr).toBe(0)
    expect(gateway.dropped()).toBe(1)
    expect(await probes()).toHaveLength(1)
    expect((await operationsOn(PROBE))[0]).toMatchObject({ outcome: 'succeeded' })
  } finally {
    await gateway.close()
  }
})

test('a gateway killed while it starts the job is awaited, and starts it once', async () => {
  writeProbe('kafka_offset < -3')
  const gateway = await servicePid('sql-gateway')
  const { code, said } = await watched(/ start$/m, () => process.kill(gateway, 'SIGKILL'))
  expect(code, said).toBe(0)
  expect(said).toContain('once more in a new session')
  const [running, ...others] = await probes()
  expect([running?.state, others]).toEqual(['RUNNING', []])
  expect(await restoredFrom(running?.id ?? '')).toMatch(/savepoint/)
})

test.each([
  ['once the job has been stopped', /stop with a savepoint done/],
  ['while the new job proves itself', /start done/],
])('kill -9 of the command line %s: the control plane finishes the change', async (moment, line) => {
  writeProbe(`kafka_offset < ${moment.length * -1}`)
  await killedAt(line)
  const outcome = async () => (await operationsOn(PROBE))[0]?.outcome
  await expect.poll(outcome, patient).toBe('succeeded')
  const [operation] = await operationsOn(PROBE)
  expect(operation?.details.resumed_at).toBeTruthy()
  expect(await probes()).toMatchObject([{ id: operation?.details.job_id, state: 'RUNNING' }])
})

/** Submits, and kills the command with its last breath at the first line of progress that matches. */
async function killedAt(line: RegExp): Promise<void> {
  const { signal, code, said } = await watched(line, (child) => child.kill('SIGKILL'))
  if (signal !== 'SIGKILL') throw new Error(`ended with ${code} before ${line}:\n${said}`)
}

/** Submits, and does something once at the first line of progress that matches. */
async function watched(line: RegExp, act: (child: ChildProcess) => void) {
  const args = ['control-plane/src/cli/submit-job.ts', '--file', probeFile]
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  let acted = false
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (acted || !line.test(said)) return
    acted = true
    act(child)
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  return { code, signal, said }
}
