import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { expect, test } from 'vitest'
import { run } from '../lib/run.ts'

const submitJob = (...args: string[]) =>
  run(process.execPath, ['control-plane/src/cli/submit-job.ts', ...args], { deadlineMs: 600_000 })

async function runningJobs(): Promise<string[]> {
  const response = await fetch(`${httpUrl(resolvePorts(process.env), 'flinkRest')}/jobs/overview`)
  const { jobs } = (await response.json()) as { jobs: { jid: string; state: string }[] }
  return jobs
    .filter(({ state }) => state === 'RUNNING')
    .map(({ jid }) => jid)
    .sort()
}

test('submitting again with nothing changed submits nothing', async () => {
  const before = await runningJobs()
  expect(before).toHaveLength(2)

  const { code, stdout, stderr } = await submitJob('--json')

  expect(code, stderr).toBe(0)
  expect(JSON.parse(stdout)).toBeTruthy()
  expect(await runningJobs()).toEqual(before)
})

test("a mistake in the SQL gives the gateway's reason with file and line, exit 2, and leaves nothing running", async () => {
  const before = await runningJobs()
  const file = join(mkdtempSync(join(tmpdir(), 'submit-')), 'broken.sql')
  writeFileSync(
    file,
    [
      '-- Does a mistake get a clear answer?',
      'EXECUTE STATEMENT SET BEGIN',
      'INSERT INTO iceberg.ride_hailing.iceberg_city_metrics (city)',
      'SELECT no_such_column FROM valid_ride_events;',
      'END;',
      '',
    ].join('\n'),
  )

  const { code, stderr } = await submitJob('--file', file)

  expect(code).toBe(2)
  expect(stderr).toContain('broken.sql:4')
  expect(stderr).toContain('no_such_column')
  expect(await runningJobs()).toEqual(before)
})

test('an unknown job is wrong use', async () => {
  const { code, stderr } = await submitJob('no_such_job')
  expect(code).toBe(2)
  expect(stderr).toContain('no_such_job')
})
