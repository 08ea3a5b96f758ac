import { expect, test } from 'vitest'
import { operationsOn } from '../lib/operations.ts'
import { aroundTests, PROBE, probes, submitProbe, writeProbe } from '../lib/probe-job.ts'

aroundTests()

test('a change is planned with a verdict, and brought in as one operation', async () => {
  const [before] = await probes()
  writeProbe('kafka_offset < -1')
  const planned = await submitProbe(['--plan'])
  expect(planned.code, planned.stderr).toBe(0)
  expect(JSON.parse(planned.stdout).jobs[0]).toMatchObject({
    action: 'replace',
    compatibility: { verdict: 'compatible', operators: [] },
  })
  expect((await probes()).map(({ id }) => id)).toEqual([before?.id])

  const { code, stderr } = await submitProbe()
  expect(code, stderr).toBe(0)
  const [operation] = await operationsOn(PROBE)
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

test('a change that the state does not fit is refused before anything is stopped', async () => {
  const before = await probes()
  writeProbe('kafka_offset < 0', '(SELECT DISTINCT * FROM parsed_ride_events) AS once')
  const { code, stderr } = await submitProbe()
  expect(code, stderr).toBe(2)
  expect(stderr).toContain('nothing was stopped')
  expect(stderr).toContain('IcebergFilesCommitter of iceberg.ride_hailing.iceberg_dead_letters')
  expect((await probes()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
})
