import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UserError } from '../errors.ts'
import type { FakeFlink } from './fake-flink.ts'
import { FakeStack } from './fake-stack.ts'
import type { JobControl } from './job-control.ts'
import { reconcile as begin, plan } from './reconcile.ts'

let stack: FakeStack
let flink: FakeFlink
let control: JobControl
beforeEach(async () => {
  stack = await FakeStack.start()
  flink = stack.flink
  control = stack.control
})
afterEach(() => stack.stop())

const spec = (version: string) => stack.spec(version)
const asked = { actor: 'ada', source: 'cli', from: 'a test' } as const
const reconcile = async (control: JobControl, spec: JobSpec, fresh: boolean) =>
  (await begin(control, spec, fresh, asked)).done
const from = (number: number) => flink.jobs[number]?.config['execution.state-recovery.path']
const operations = () => control.journal.list({ limit: 100 })

describe('reconcile', () => {
  it('starts a new job under its name, with its settings and digest, and leaves no session open', async () => {
    expect(await reconcile(control, spec('v1'), false)).toMatchObject({ action: 'start', jobId: 'job-1' })
    expect(flink.jobs[0]?.config).toEqual({
      'parallelism.default': '2',
      'pipeline.name': 'rides',
      'pipeline.global-job-parameters': `lakehouse.digest:${spec('v1').digest}`,
    })
    expect(flink.openSessions).toBe(0)
  })

  it('writes a change down as one operation with its steps', async () => {
    await reconcile(control, spec('v1'), false)
    await reconcile(control, spec('v2'), false)
    const [change, start, ...others] = operations()
    expect(others).toEqual([])
    expect(start).toMatchObject({
      kind: 'job.start',
      object: 'rides',
      actor: 'ada',
      source: 'cli',
      outcome: 'succeeded',
    })
    expect(change).toMatchObject({ kind: 'job.change', outcome: 'succeeded' })
    expect(change?.steps.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
      'validate: done',
      'check state compatibility: done',
      'stop with a savepoint: done',
      'start: done',
      'complete a checkpoint: done',
      'commit to every Iceberg table: done',
    ])
    expect(change?.details).toMatchObject({
      asked_from: 'a test',
      former_job_id: 'job-1',
      job_id: 'job-2',
      savepoint: 's3://flink/savepoints/savepoint-job-1',
      downtime_ms: expect.any(Number),
      sql_diff: expect.stringMatching(/^-.*a \+ v1[\s\S]*^\+.*a \+ v2/m),
    })
  })

  it('goes back when the new job checkpoints but a table gets no commit', { timeout: 30_000 }, async () => {
    await reconcile(control, spec('v1'), false)
    stack.commits = false
    // The clock jumps once the tenth checkpoint has been seen.
    const realNow = Date.now
    let looks = 0
    flink.checkpointsOf = () => 20 + looks++
    vi.spyOn(Date, 'now').mockImplementation(() => realNow() + (looks > 3 ? 31_000 : 0))
    await expect(reconcile(control, spec('v2'), false)).rejects.toThrowError(/does not commit to t: 2\d checkpoints/)
    vi.restoreAllMocks()
    expect(stack.running).toEqual(['v1'])
    expect(operations()[0]).toMatchObject({ kind: 'job.change', outcome: 'rolled_back' })
  })

  it('stops nothing when the state does not fit', async () => {
    flink.planOf = (statement) => [
      { id: 1, type: 'Source: s[1]', pact: '', contents: '[1]:TableSourceScan(table=[[s]])', parallelism: 1 },
      {
        id: 2,
        type: 'WindowAggregate[2]',
        pact: '',
        contents: `[2]:WindowAggregate(groupBy=[a], window=[TUMBLE(size=[${/v\d/.exec(statement)}])], select=[COUNT(*)])`,
        parallelism: 1,
        predecessors: [{ id: 1, ship_strategy: 'HASH' }],
      },
    ]
    await reconcile(control, spec('v1'), false)
    await expect(reconcile(control, spec('v2'), false)).rejects.toThrowError(/nothing was stopped.*WindowAggregate/)
    expect(stack.running).toEqual(['v1'])
    expect(operations()[0]).toMatchObject({
      outcome: 'failed',
      details: { compatibility: { verdict: 'fresh_start', operators: [{ effect: 'unreadable' }] } },
    })
  })

  it('submits nothing the second time', async () => {
    await reconcile(control, spec('v1'), false)
    expect(await reconcile(control, spec('v1'), false)).toMatchObject({ action: 'none', jobId: 'job-1' })
    expect(flink.jobs).toHaveLength(1)
  })

  it('submits once when asked twice at the same moment', async () => {
    await Promise.all([reconcile(control, spec('v1'), false), reconcile(control, spec('v1'), false)])
    expect(flink.jobs).toHaveLength(1)
  })

  it('brings a change in from a savepoint', async () => {
    await reconcile(control, spec('v1'), false)
    expect(await reconcile(control, spec('v2'), false)).toMatchObject({ action: 'replace', jobId: 'job-2' })
    expect(from(1)).toBe('s3://flink/savepoints/savepoint-job-1')
    expect(flink.running.map(({ jid }) => jid)).toEqual(['job-2'])
  })

  it('does not touch the running job for SQL that is wrong', async () => {
    await reconcile(control, spec('v1'), false)
    await expect(reconcile(control, spec('nope'), false)).rejects.toThrowError(UserError)
    await expect(reconcile(control, spec('nope'), false)).rejects.toThrowError('flink/jobs/rides.sql:4:40')
    expect(flink.running.map(({ jid }) => jid)).toEqual(['job-1'])
  })

  it.each(['fails at run time', 'is refused'] as const)(
    'goes back to the former SQL when the new one %s',
    async (fate) => {
      await reconcile(control, spec('v1'), false)
      flink.fates.push(fate)
      await expect(reconcile(control, spec('v2'), false)).rejects.toThrowError(
        /was not changed: [\s\S]*former SQL runs again/,
      )
      const [running, ...others] = flink.running
      expect(others).toEqual([])
      expect(running?.statement).toContain('a + v1')
      expect(running?.config['execution.state-recovery.path']).toBe('s3://flink/savepoints/savepoint-job-1')
      expect(await reconcile(control, spec('v1'), false)).toMatchObject({ action: 'none', jobId: running?.jid })
    },
  )

  it('goes back with the checkpoint of the failed change, whose rows may be committed', async () => {
    await reconcile(control, spec('v1'), false)
    flink.fates.push('fails at run time')
    stack.objects.set('checkpoints/job-2/chk-7/_metadata', { modifiedAt: new Date(Date.now() + 60_000), bytes: 1 })
    await expect(reconcile(control, spec('v2'), false)).rejects.toThrowError('was not changed')
    expect(flink.running[0]?.statement).toContain('a + v1')
    expect(from(2)).toBe('s3://flink/checkpoints/job-2/chk-7')
    expect(flink.jobs[2]?.config['execution.state-recovery.ignore-unclaimed-state']).toBe('true')
  })

  it('finds the job whose answer was lost instead of submitting again', async () => {
    flink.fates.push('runs but its answer is lost')
    expect(await reconcile(control, spec('v1'), false)).toMatchObject({ jobId: 'job-1' })
    expect(flink.jobs).toHaveLength(1)
  })

  it('asks once more when the gateway has lost the session, and no more than once', async () => {
    flink.fates.push('is sent into a lost session')
    expect(await reconcile(control, spec('v1'), false)).toMatchObject({ jobId: 'job-1' })
    expect(flink.jobs).toHaveLength(1)
    flink.fates.push('is sent into a lost session', 'is sent into a lost session')
    await expect(reconcile(control, spec('v2'), false)).rejects.toThrowError(/lost session[\s\S]*former SQL runs again/)
    expect(stack.running).toEqual(['v1'])
  })

  it('goes on from the savepoint of a stop that nobody lived to write down', async () => {
    await reconcile(control, spec('v1'), false)
    await control.flink.stop('job-1', 'a'.repeat(32))
    await reconcile(control, spec('v2'), false)
    expect(from(1)).toBe('s3://flink/savepoints/savepoint-job-1')
  })

  it('never starts a job that ran before without its state, unless told to', async () => {
    await reconcile(control, spec('v1'), false)
    await control.flink.cancel('job-1')
    await expect(reconcile(control, spec('v1'), false)).rejects.toThrowError('would forget its state')
    expect(await reconcile(control, spec('v1'), true)).toMatchObject({ jobId: 'job-2' })
  })

  it('refuses to choose between two jobs of one name', async () => {
    flink.addJob('rides', 'a')
    flink.addJob('rides', 'b')
    await expect(reconcile(control, spec('v1'), false)).rejects.toThrowError(
      '2 jobs named "rides" run at once: job-1, job-2',
    )
  })

  it('does not replace a job that it could not bring back', async () => {
    flink.addJob('rides', 'of somebody else')
    await expect(reconcile(control, spec('v1'), false)).rejects.toThrowError(UserError)
    expect(flink.running).toHaveLength(1)
  })

  it('puts no secret on record', async () => {
    await reconcile(control, spec('v1'), false)
    expect(JSON.stringify([control.records.versions('rides'), operations()])).not.toContain('hidden')
  })
})

it('plans without changing anything', async () => {
  await reconcile(control, spec('v1'), false)
  expect(await plan(control, spec('v2'), false)).toMatchObject({ kind: 'replace' })
  expect(flink.jobs).toHaveLength(1)
})
