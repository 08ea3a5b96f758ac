import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { applyText, deleteSavepoint, restoreJob, rollbackJob, savepointJob, scaleJob, stopJob } from './commands.ts'
import { FakeStack } from './fake-stack.ts'
import { jobFile } from './load.ts'
import { reconcile } from './reconcile.ts'
import type { Begun } from './undertake.ts'

const asked = { actor: 'ada', source: 'dashboard', from: 'a test' } as const
let stack: FakeStack
beforeEach(async () => {
  stack = await FakeStack.start()
  await end(reconcile(stack.control, stack.spec('v1'), false, asked))
})
afterEach(() => stack.stop())

async function end<T>(begun: Promise<Begun<T>>): Promise<T> {
  return (await begun).done
}
const file = () => readFileSync(jobFile(stack.home, 'rides'), 'utf8')
const newest = () => stack.control.journal.list({ limit: 1 })[0]

describe('an edited text', () => {
  it('is written to the job’s file and brought in', async () => {
    await end(applyText(stack.control, 'rides', stack.text('v2'), asked))
    expect(stack.running).toEqual(['v2'])
    expect(file()).toBe(stack.text('v2'))
    expect(newest()).toMatchObject({
      kind: 'job.change',
      outcome: 'succeeded',
      details: { file: 'flink/jobs/rides.sql' },
    })
  })

  it('leaves the file as it was when the change fails', async () => {
    stack.flink.fates.push('fails at run time')
    await expect(end(applyText(stack.control, 'rides', stack.text('v2'), asked))).rejects.toThrow('was not changed')
    expect(file()).toBe(stack.text('v1'))
    expect(newest()).toMatchObject({ outcome: 'rolled_back', details: { file_restored: true } })
  })

  it('that cannot be a job never reaches the file', async () => {
    await expect(applyText(stack.control, 'rides', 'SELECT 1', asked)).rejects.toThrow('EXECUTE STATEMENT SET')
    expect(file()).toBe(stack.text('v1'))
  })

  it('reaches the file only when both texts are on record, to be put back if the process dies', async () => {
    vi.spyOn(stack.control.journal, 'begin').mockImplementation(() => {
      throw new Error('disk full')
    })
    await expect(applyText(stack.control, 'rides', stack.text('v2'), asked)).rejects.toThrow('disk full')
    await expect(scaleJob(stack.control, 'rides', 3, asked)).rejects.toThrow('disk full')
    expect(file()).toBe(stack.text('v1'))
  })

  it('scales the job through its file', async () => {
    await end(scaleJob(stack.control, 'rides', 3, asked))
    expect(file()).toContain("SET 'parallelism.default' = '3';")
    expect(stack.flink.running[0]?.config['parallelism.default']).toBe('3')
    expect(newest()).toMatchObject({ kind: 'job.scale', details: { parallelism: 3 } })
  })
})

it('goes back to an earlier version, in what runs and in the file', async () => {
  await end(reconcile(stack.control, stack.spec('v2'), false, asked))
  await end(rollbackJob(stack.control, 'rides', 1, asked))
  expect(stack.running).toEqual(['v1'])
  expect(file()).toBe(stack.text('v1'))
  expect(stack.control.records.versions('rides').map(({ number, starts }) => [number, starts])).toEqual([
    [2, 1],
    [1, 2],
  ])
  expect(newest()?.details).toMatchObject({ file_former: stack.text('v2'), file_written: stack.text('v1') })
  await expect(rollbackJob(stack.control, 'rides', 1, asked)).rejects.toThrow('is what runs')
  await expect(rollbackJob(stack.control, 'rides', 9, asked)).rejects.toThrow('no version 9')
})

it('keeps the file as it was when the earlier version does not run', async () => {
  await end(applyText(stack.control, 'rides', stack.text('v2'), asked))
  stack.flink.fates.push('fails at run time')
  await expect(end(rollbackJob(stack.control, 'rides', 1, asked))).rejects.toThrow('was not changed')
  expect(stack.running).toEqual(['v2'])
  expect(file()).toBe(stack.text('v2'))
})

describe('savepoints', () => {
  const savepoints = () => stack.control.records.savepoints('rides')

  it('are on record with the version and checkpoint they are of', async () => {
    stack.objects.set('savepoints/savepoint-job-1-on-the-way/_metadata', { modifiedAt: new Date(), bytes: 40 })
    stack.objects.set('savepoints/savepoint-job-1-on-the-way/state', { modifiedAt: new Date(), bytes: 2 })
    await end(savepointJob(stack.control, 'rides', asked))
    expect(savepoints()).toMatchObject([{ id: 1, version: 1, checkpoint_id: 1, bytes: 42 }])
    expect(stack.running).toEqual(['v1'])
  })

  it('are restored only when nobody minds later commits', async () => {
    await end(savepointJob(stack.control, 'rides', asked))
    stack.flink.addJob('rides', stack.text('v1')).state = 'FINISHED'
    stack.control.records.addRun(stack.spec('v1'), 'job-2', null, null)
    await expect(restoreJob(stack.control, 'rides', { savepoint: 1, accept: false }, asked)).rejects.toThrow(
      /since savepoint 1 commits were made to t \(1, newest/,
    )
    await end(restoreJob(stack.control, 'rides', { savepoint: 1, accept: true }, asked))
    const restored = stack.flink.running.at(-1)
    expect(restored?.config['execution.state-recovery.path']).toBe('s3://flink/savepoints/savepoint-job-1-on-the-way')
    expect(newest()).toMatchObject({ kind: 'job.restore', outcome: 'succeeded' })
  })

  it('can be deleted but for the newest', async () => {
    await end(savepointJob(stack.control, 'rides', asked))
    await end(stopJob(stack.control, 'rides', asked))
    await expect(deleteSavepoint(stack.control, 'rides', 2, asked)).rejects.toThrow('the newest good one')
    await end(deleteSavepoint(stack.control, 'rides', 1, asked))
    expect(stack.flink.disposed).toEqual(['s3://flink/savepoints/savepoint-job-1-on-the-way'])
    expect(savepoints().map(({ id }) => id)).toEqual([2])
  })
})
