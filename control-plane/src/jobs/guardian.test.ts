import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from '../lib/process-lock.ts'
import { FakeStack } from './fake-stack.ts'
import { JobGuardian } from './guardian.ts'
import { jobLock } from './lock.ts'
import { reconcile } from './reconcile.ts'
import { BUDGET } from './recover.ts'

const asked = { actor: 'ada', source: 'recovery', from: 'a test' } as const
const SAVEPOINT = 's3://flink/savepoints/savepoint-job-1'

let stack: FakeStack
let guardian: JobGuardian
let former: JobSpec
let target: JobSpec
beforeEach(async () => {
  stack = await FakeStack.start()
  guardian = new JobGuardian(stack.control, asked)
  former = stack.spec('v1')
  await (await reconcile(stack.control, former, false, asked)).done
  target = stack.spec('v2')
})
afterEach(() => stack.stop())

/** A change of `rides` from v1 (job-1) to v2 whose process died after it had written this down. */
function died(notes: Readonly<Record<string, unknown>> = {}, kind = 'job.change'): number {
  const { control } = stack
  control.records.keepVersion(target)
  const facts = { target: target.digest, former: former.digest, former_job_id: 'job-1', from: 'the running job' }
  const details = { ...facts, proof: 'commits', ...notes }
  return control.journal.begin({ kind, object: 'rides', actor: 'ada', source: 'cli', details }).id
}

const stopping = { stopping: true, savepoint_trigger: { flink_job_id: 'job-1', trigger_id: 'a'.repeat(32) } }
const stopFormer = () => stack.control.flink.stop('job-1', 'a'.repeat(32))
const startTarget = () => {
  const parameters = { 'pipeline.global-job-parameters': `lakehouse.digest:${target.digest}` }
  return stack.flink.addJob('rides', stack.text('v2'), parameters)
}
const ended = (id: number) => stack.control.journal.read(id)
const look = () => guardian.look(Date.now())
const from = (number: number) => stack.flink.jobs[number]?.config['execution.state-recovery.path']

describe('an operation whose process died', () => {
  it('is left to a process that still works on it', async () => {
    const id = died()
    await withLock(jobLock(stack.home, 'rides'), 0, look)
    expect(ended(id)?.outcome).toBeNull()
  })

  it('while validating: the job was not touched', async () => {
    const id = died()
    await look()
    expect(ended(id)).toMatchObject({ outcome: 'interrupted', summary: expect.stringContaining('was not touched') })
    expect(stack.flink.jobs).toHaveLength(1)
  })

  it('while validating a text that it had written to the file: the file gets its former text back', async () => {
    const [file, text] = ['flink/jobs/rides.sql', stack.text('v2')]
    // Its target is not among the versions yet: only a text that passed its checks becomes one.
    died({ target: 'unheard of', file, file_former: stack.text('v1'), file_written: text })
    const held = () => readFileSync(join(stack.home, file), 'utf8')
    expect(held()).toBe(text)
    await look()
    expect(held()).toBe(stack.text('v1'))
  })

  it('after asking for the savepoint: goes on from it', async () => {
    const id = died(stopping)
    await stopFormer()
    await look()
    expect(ended(id)).toMatchObject({ outcome: 'succeeded', details: { savepoint: SAVEPOINT } })
    expect(stack.running).toEqual(['v2'])
    expect(from(1)).toBe(SAVEPOINT)
    expect(stack.control.records.savepoints('rides')).toHaveLength(1)
  })

  it('with the start on its way: takes the job that came of it, and starts no second one', async () => {
    const id = died({ ...stopping, savepoint: SAVEPOINT, gateway_session: 's1', job_id: null })
    await stopFormer()
    startTarget()
    await look()
    expect(ended(id)).toMatchObject({ outcome: 'succeeded', details: { job_id: 'job-2' } })
    expect(stack.flink.jobs).toHaveLength(2)
    expect(stack.control.records.runs('rides')[0]?.flink_job_id).toBe('job-2')
  })

  it('while proving a job that has failed since: goes back', async () => {
    const id = died({ ...stopping, savepoint: SAVEPOINT, job_id: 'job-2' })
    await stopFormer()
    startTarget().state = 'FAILED'
    stack.flink.fates.push('fails at run time')
    await look()
    expect(ended(id)?.outcome).toBe('rolled_back')
    expect(stack.running).toEqual(['v1'])
  })

  it('while going back: ends the failed job and starts the former SQL', async () => {
    const id = died({ ...stopping, savepoint: SAVEPOINT, job_id: 'job-2', rolling_back: 'no commit' })
    await stopFormer()
    stack.control.records.addSavepoint({
      job: 'rides',
      path: SAVEPOINT,
      jobId: 'job-1',
      checkpointId: 1,
      bytes: 1,
      takenAt: new Date().toISOString(),
      operation: id,
    })
    startTarget()
    await look()
    expect(ended(id)).toMatchObject({ outcome: 'rolled_back', summary: expect.stringContaining('no commit') })
    expect(stack.running).toEqual(['v1'])
    expect(from(2)).toBe(SAVEPOINT)
  })

  it('before a start without state: does not do that by itself', async () => {
    await stack.control.flink.cancel('job-1')
    const id = died({ former_job_id: null, from: null, proof: 'checkpoint' }, 'job.start')
    await look()
    expect(ended(id)).toMatchObject({ outcome: 'interrupted', action: expect.stringContaining('submit-job') })
    expect(stack.flink.running).toEqual([])
  })

  it('in a stop: knows that the job has stopped', async () => {
    const id = died(stopping, 'job.stop')
    await stopFormer()
    await look()
    expect(ended(id)).toMatchObject({ outcome: 'succeeded', summary: expect.stringContaining(SAVEPOINT) })
    expect(stack.flink.running).toEqual([])
  })

  it('is brought to its end before the next operation begins', async () => {
    const id = died(stopping)
    await stopFormer()
    const again = await (await reconcile(stack.control, target, false, asked)).done
    expect(again.action).toBe('none')
    expect(ended(id)?.outcome).toBe('succeeded')
    expect(stack.flink.jobs).toHaveLength(2)
  })
})

describe('a job that has failed for good', () => {
  const fail = () => {
    const job = stack.flink.jobs.at(-1)
    if (job === undefined) throw new Error('no job')
    job.state = 'FAILED'
    stack.objects.set(`checkpoints/${job.jid}/chk-4/_metadata`, { modifiedAt: new Date(), bytes: 1 })
  }
  const recoveries = () => stack.control.journal.list({ limit: 10, kind: 'job.recover' })

  it('starts again from its newest checkpoint with the SQL that ran, not with the files', async () => {
    fail()
    await look()
    expect(from(1)).toBe('s3://flink/checkpoints/job-1/chk-4')
    expect(stack.running).toEqual(['v1'])
    expect(recoveries()).toMatchObject([
      { outcome: 'succeeded', source: 'recovery', details: { failed_job_id: 'job-1' } },
    ])
  })

  it('is left alone after three recoveries within an hour, and that is told once', async () => {
    for (let round = 0; round < BUDGET + 2; round += 1) {
      if (stack.flink.running.length > 0) fail()
      await guardian.look(Date.now() + 200_000)
    }
    expect(stack.flink.running).toEqual([])
    expect(recoveries()).toHaveLength(BUDGET + 1)
    expect(recoveries()[0]).toMatchObject({ outcome: 'failed', summary: expect.stringContaining('left alone') })
  })

  it('stays stopped when it was cancelled or stopped', async () => {
    await stack.control.flink.cancel('job-1')
    await look()
    expect(stack.flink.running).toEqual([])
    expect(recoveries()).toEqual([])
  })
})
