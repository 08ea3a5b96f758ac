import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deafGateway } from '../lib/deaf-gateway.ts'
import { flinkJobs } from '../lib/flink.ts'
import { operationsOn } from '../lib/operations.ts'
import { run } from '../lib/run.ts'

/** A job of its own, which writes no row: its sink commits an empty snapshot for every tenth checkpoint. */
const NAME = 'e2e_probe'
const MINUTES = 60_000
const folder = mkdtempSync(join(tmpdir(), 'job-change-'))
const file = join(folder, `${NAME}.sql`)

function write(condition: string, from = 'parsed_ride_events'): void {
  const lines = [
    '-- Does a change keep what the job knows?',
    "SET 'table.local-time-zone' = 'UTC';",
    "SET 'parallelism.default' = '1';",
    "SET 'table.exec.state.ttl' = '1 h';",
    'EXECUTE STATEMENT SET BEGIN',
    'INSERT INTO iceberg.ride_hailing.iceberg_dead_letters (',
    '  topic, kafka_partition, kafka_offset, kafka_time, payload, reason)',
    "SELECT 'ride_events', kafka_partition, kafka_offset, kafka_time, payload_text(kafka_value), 'none'",
    `FROM ${from}`,
    `WHERE ${condition};`,
    'END;',
    '',
  ]
  writeFileSync(file, lines.join('\n'))
}

const submit = (args: string[] = [], env: Record<string, string> = {}) =>
  run(process.execPath, ['control-plane/src/cli/submit-job.ts', '--file', file, '--json', ...args], {
    env,
    deadlineMs: 4 * MINUTES,
  })
const probes = async () => (await flinkJobs()).filter(({ name }) => name === NAME)

beforeAll(async () => {
  write('kafka_offset < 0')
  const { code, stderr } = await submit()
  expect(code, stderr).toBe(0)
}, 5 * MINUTES)

afterAll(async () => {
  const url = httpUrl(resolvePorts(process.env), 'flinkRest')
  for (const { id } of await probes()) await fetch(`${url}/jobs/${id}`, { method: 'PATCH' })
  await expect.poll(probes, { timeout: MINUTES }).toEqual([])
  rmSync(folder, { recursive: true })
}, 2 * MINUTES)

test('a change is planned with a verdict, and brought in as one operation', { timeout: 5 * MINUTES }, async () => {
  const [before] = await probes()
  write('kafka_offset < -1')
  const planned = await submit(['--plan'])
  expect(planned.code, planned.stderr).toBe(0)
  expect(JSON.parse(planned.stdout).jobs[0]).toMatchObject({
    action: 'replace',
    compatibility: { verdict: 'compatible', operators: [] },
  })
  expect((await probes()).map(({ id }) => id)).toEqual([before?.id])

  const { code, stderr } = await submit()
  expect(code, stderr).toBe(0)
  const [operation] = await operationsOn(NAME)
  expect(operation).toMatchObject({ kind: 'job.change', outcome: 'succeeded' })
  expect(operation?.steps.map(({ name }) => name)).toEqual([
    'validate',
    'check state compatibility',
    'stop with a savepoint',
    'start',
    'complete a checkpoint',
    'commit to every Iceberg table',
  ])
  const running = await probes()
  expect(operation?.details).toMatchObject({
    former_job_id: before?.id,
    job_id: running[0]?.id,
    savepoint: expect.stringContaining('s3://flink/savepoints/'),
    sql_diff: expect.stringContaining('+WHERE kafka_offset < -1;'),
  })
  expect(operation?.details.downtime_ms).toBeGreaterThan(0)
  expect(running).toHaveLength(1)
})

test('a change that fails at run time is rolled back by itself', { timeout: 5 * MINUTES }, async () => {
  write('kafka_offset / (kafka_offset - kafka_offset) < 0')
  const { code, stderr } = await submit()
  expect(code).toBe(1)
  expect(stderr).toMatch(/was not changed: [\s\S]*ArithmeticException/)
  const [operation] = await operationsOn(NAME)
  expect(operation).toMatchObject({ kind: 'job.change', outcome: 'rolled_back' })
  const running = await probes()
  expect(running).toMatchObject([{ id: operation?.details.job_id, state: 'RUNNING' }])
})

test('a change that the state does not fit is refused before anything is stopped', {
  timeout: 3 * MINUTES,
}, async () => {
  const before = await probes()
  write('kafka_offset < 0', '(SELECT DISTINCT * FROM parsed_ride_events) AS once')
  const { code, stderr } = await submit()
  expect(code, stderr).toBe(2)
  expect(stderr).toContain('nothing was stopped')
  expect(stderr).toContain('IcebergFilesCommitter of iceberg.ride_hailing.iceberg_dead_letters')
  expect((await probes()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
})

test('a lost answer of the gateway starts no second job', { timeout: 5 * MINUTES }, async () => {
  const gateway = await deafGateway()
  try {
    write('kafka_offset < -2')
    const { code, stderr } = await submit([], { LAKEHOUSE_SQL_GATEWAY_PORT: String(gateway.port) })
    expect(code, stderr).toBe(0)
    expect(gateway.dropped()).toBe(1)
    expect(await probes()).toHaveLength(1)
    expect((await operationsOn(NAME))[0]).toMatchObject({ outcome: 'succeeded' })
  } finally {
    await gateway.close()
  }
})

test.each([
  ['once the job has been stopped', /stop with a savepoint done/],
  ['while the new job proves itself', /start done/],
])(
  'kill -9 of the command line %s: the control plane finishes the change',
  { timeout: 6 * MINUTES },
  async (moment, line) => {
    write(`kafka_offset < ${moment.length * -1}`)
    await killedAt(line)
    const outcome = async () => (await operationsOn(NAME))[0]?.outcome
    await expect.poll(outcome, { timeout: 4 * MINUTES, interval: 1_000 }).toBe('succeeded')
    const [operation] = await operationsOn(NAME)
    expect(operation?.details.resumed_at).toBeTruthy()
    expect(await probes()).toMatchObject([{ id: operation?.details.job_id, state: 'RUNNING' }])
  },
)

/** Submits, and kills the command with its last breath at the first line of progress that matches. */
function killedAt(line: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = ['control-plane/src/cli/submit-job.ts', '--file', file]
    const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (line.test(said)) child.kill('SIGKILL')
    })
    child.once('close', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`ended with ${code} before ${line}:\n${said}`)),
    )
  })
}
