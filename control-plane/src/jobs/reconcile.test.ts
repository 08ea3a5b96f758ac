// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is what job files are written with
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FlinkRest } from '../clients/flink-rest.ts'
import { SqlGateway } from '../clients/sql-gateway.ts'
import { TrinoClient } from '../clients/trino.ts'
import { UserError } from '../errors.ts'
import { Limited } from '../lib/limited.ts'
import { FakeFlink } from './fake-flink.ts'
import { JobHistories } from './history.ts'
import type { JobControl } from './job-control.ts'
import { plan, reconcile } from './reconcile.ts'

let home: string
let flink: FakeFlink
let control: JobControl
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'reconcile-'))
  mkdirSync(join(home, 'trino', 'schema'), { recursive: true })
  flink = await new FakeFlink().start()
  control = {
    root: home,
    home,
    variables: { PASSWORD: { value: 'hidden', secret: true } },
    gateway: new SqlGateway(flink.url),
    flink: new FlinkRest(flink.url),
    trino: new TrinoClient('http://127.0.0.1:1', 'operator'),
    store: { list: async () => [] },
    submits: new Limited(1),
    histories: new JobHistories(home),
    progress: () => undefined,
  }
})
afterEach(async () => {
  await flink.stop()
  rmSync(home, { recursive: true })
})

function spec(version: string): JobSpec {
  const text = `EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT ${version}; END`
  const statements = [
    {
      file: 'flink/sql/sources/s.sql',
      line: 1,
      column: 1,
      text: "CREATE TABLE s (a INT) WITH ('password' = '${PASSWORD}')",
    },
    { file: 'flink/jobs/rides.sql', line: 3, column: 1, text },
  ]
  return { name: 'rides', question: 'q', statements, settings: { 'parallelism.default': '2' }, digest: version }
}
const from = (number: number) => flink.jobs[number]?.config['execution.state-recovery.path']

describe('reconcile', () => {
  it('starts a new job under its name, with its settings and digest, and leaves no session open', async () => {
    expect(await reconcile(control, spec('v1'), false)).toMatchObject({ action: 'start', jobId: 'job-1' })
    expect(flink.jobs[0]?.config).toEqual({
      'parallelism.default': '2',
      'pipeline.name': 'rides',
      'pipeline.global-job-parameters': 'lakehouse.digest:v1',
    })
    expect(flink.openSessions).toBe(0)
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
    await expect(reconcile(control, spec('nope'), false)).rejects.toThrowError('flink/jobs/rides.sql:3:9')
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
      expect(running?.statement).toContain('SELECT v1')
      expect(running?.config['execution.state-recovery.path']).toBe('s3://flink/savepoints/savepoint-job-1')
      expect(await reconcile(control, spec('v1'), false)).toMatchObject({ action: 'none', jobId: running?.jid })
    },
  )

  it('goes back with the checkpoint of the failed change, whose rows may be committed', async () => {
    await reconcile(control, spec('v1'), false)
    flink.fates.push('fails at run time')
    const list: JobControl['store']['list'] = async (_bucket, prefix) =>
      prefix.includes('job-2')
        ? [{ key: `${prefix}7/_metadata`, modifiedAt: new Date(Date.now() + 60_000), bytes: 1 }]
        : []
    await expect(reconcile({ ...control, store: { list } }, spec('v2'), false)).rejects.toThrowError('was not changed')
    expect(flink.running[0]?.statement).toContain('SELECT v1')
    expect(from(2)).toBe('s3://flink/checkpoints/job-2/chk-7')
  })

  it('finds the job whose answer was lost instead of submitting again', async () => {
    flink.fates.push('runs but its answer is lost')
    expect(await reconcile(control, spec('v1'), false)).toMatchObject({ jobId: 'job-1' })
    expect(flink.jobs).toHaveLength(1)
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
    expect(JSON.stringify(control.histories.read('rides'))).not.toContain('hidden')
  })
})

it('plans without changing anything', async () => {
  await reconcile(control, spec('v1'), false)
  expect(await plan(control, spec('v2'), false)).toMatchObject({ kind: 'replace' })
  expect(flink.jobs).toHaveLength(1)
})
