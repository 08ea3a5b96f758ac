import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { flinkJobs } from './flink.ts'
import { patient } from './patience.ts'
import { run } from './run.ts'

/** A job of its own, which writes no row: its sink commits an empty snapshot for every tenth checkpoint. */
export const PROBE = 'e2e_probe'
const folder = mkdtempSync(join(tmpdir(), 'probe-job-'))
/** The SQL file of the probe. */
export const probeFile = join(folder, `${PROBE}.sql`)

/** Writes the probe's SQL anew; what it reads and which rows it takes are what a test changes. */
export function writeProbe(condition: string, from = 'parsed_ride_events'): void {
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
  writeFileSync(probeFile, lines.join('\n'))
}

/** Submits the probe as it is written now. */
export const submitProbe = (args: string[] = [], env: Record<string, string> = {}) =>
  run(process.execPath, ['control-plane/src/cli/submit-job.ts', '--file', probeFile, '--json', ...args], {
    env,
    deadlineMs: 600_000,
  })

/** The probes that Flink runs now: one, or none. */
export const probes = async () => (await flinkJobs()).filter(({ name }) => name === PROBE)

/** Runs the probe around the tests of a file. */
export function aroundTests(): void {
  beforeAll(async () => {
    writeProbe('kafka_offset < 0')
    const { code, stderr } = await submitProbe()
    expect(code, stderr).toBe(0)
  })
  afterAll(async () => {
    const url = httpUrl(resolvePorts(process.env), 'flinkRest')
    for (const { id } of await probes()) await fetch(`${url}/jobs/${id}`, { method: 'PATCH' })
    await vi.waitFor(async () => expect(await probes()).toEqual([]), patient)
    rmSync(folder, { recursive: true })
  })
}
