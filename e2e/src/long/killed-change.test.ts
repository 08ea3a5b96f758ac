import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { operationBegun } from '@lakehouse/contracts/api/jobs.ts'
import { operationAnswer } from '@lakehouse/contracts/api/operations.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { afterAll, expect, test, vi } from 'vitest'
import { ask } from '../lib/api.ts'
import { flinkJobs, restoredFrom, servicePid } from '../lib/flink.ts'
import { patient } from '../lib/patience.ts'
import { run } from '../lib/run.ts'

// A change asked of the control plane, which is killed in the middle of it: what the next one makes of that.

const JOB = 'rides'
const file = join(projectRoot, 'flink', 'jobs', `${JOB}.sql`)
const written = readFileSync(file, 'utf8')
/** Other SQL for the same rows: what is late is late, however often one asks. */
const saying = (times: number) =>
  written.replace('WHERE lateness_ms > 5000', `WHERE lateness_ms > 5000${' AND lateness_ms > 5000'.repeat(times)}`)

const running = async () => (await flinkJobs()).filter(({ name }) => name === JOB)
const operation = async (id: number) => (await ask(`/api/operations/${id}`, operationAnswer)).operation

afterAll(async () => {
  if (readFileSync(file, 'utf8') === written) return
  writeFileSync(file, written)
  const { code, stderr } = await run(process.execPath, ['control-plane/src/cli/submit-job.ts', JOB], {
    deadlineMs: 600_000,
  })
  expect(code, stderr).toBe(0)
})

test.each([
  ['validate', 'interrupted'],
  ['check state compatibility', 'interrupted'],
  ['stop with a savepoint', 'succeeded'],
  ['start', 'succeeded'],
  ['complete a checkpoint', 'succeeded'],
  ['commit to every Iceberg table', 'succeeded'],
])(
  'kill -9 of the control plane in step "%s": the change is %s, one job runs and has its state',
  async (step, outcome) => {
    const [before] = await running()
    const former = readFileSync(file, 'utf8')
    const sql = saying(former.split('lateness_ms > 5000').length - 1)
    expect(sql).not.toBe(former)
    const controlPlane = await servicePid('control-plane')
    const { operation: id } = await ask(`/api/jobs/${JOB}/apply`, operationBegun, { sql })
    if (id === null) throw new Error('the change was no operation')
    while (!(await operation(id)).steps.some(({ name }) => name === step)) await sleep(20)
    process.kill(controlPlane, 'SIGKILL')

    const ended = await vi.waitFor(async () => {
      const told = await operation(id)
      expect(told.outcome).not.toBeNull()
      return told
    }, patient)
    process.stderr.write(`killed in "${step}": ${ended.outcome}: ${ended.summary}\n`)
    expect(ended.outcome).toBe(outcome)
    const now = await running()
    const expected = outcome === 'interrupted' ? before?.id : ended.details.job_id
    expect(now).toMatchObject([{ id: expected, state: 'RUNNING' }])
    if (outcome === 'succeeded') expect(await restoredFrom(now[0]?.id ?? '')).not.toBeNull()
    expect(readFileSync(file, 'utf8')).toBe(outcome === 'interrupted' ? former : sql)
  },
)
