import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { describe, expect, it } from 'vitest'
import { UserError } from '../errors.ts'
import { diff, type Known } from './diff.ts'
import type { RestorePoint } from './records.ts'

const spec = (digest: string): JobSpec => ({
  name: 'rides',
  question: 'q',
  sql: '',
  statements: [],
  settings: {},
  digest,
})
const running = (digest: string | null) => ({
  id: 'j1',
  name: 'rides',
  state: 'RUNNING' as const,
  startedAt: new Date(0),
  digest,
})
const savepoint: RestorePoint = {
  path: 's3://flink/savepoints/a',
  kind: 'savepoint',
  takenAt: '2026-01-01T00:00:00.000Z',
  jobId: 'j1',
}
const nothing: Known = { observed: null, running: null, last: null, newestState: null, fresh: false }
const old = spec('old')

describe('diff', () => {
  it('starts what never ran, without state', () => {
    expect(diff(spec('a'), nothing)).toMatchObject({ kind: 'start', from: null })
  })

  it('leaves what is as it should be alone', () => {
    expect(diff(spec('a'), { ...nothing, observed: running('a') })).toMatchObject({ kind: 'none' })
  })

  it('replaces a changed job, knowing the way back', () => {
    const action = diff(spec('new'), { ...nothing, observed: running('old'), running: old, last: old })
    expect(action).toMatchObject({ kind: 'replace', former: { digest: 'old' } })
  })

  it.each(['other', null])('touches no running job whose SQL it could not bring back (digest %j)', (digest) => {
    expect(() => diff(spec('new'), { ...nothing, observed: running(digest), last: old })).toThrowError(UserError)
  })

  it('goes on from the newest state of a stopped job', () => {
    expect(diff(spec('new'), { ...nothing, last: old, newestState: savepoint })).toMatchObject({
      kind: 'start',
      from: savepoint,
      former: { digest: 'old' },
    })
  })

  it('never starts a job that ran before without its state, unless asked by name', () => {
    expect(() => diff(spec('a'), { ...nothing, last: old })).toThrowError('would forget its state')
    const asked = diff(spec('a'), { ...nothing, last: old, newestState: savepoint, fresh: true })
    expect(asked).toMatchObject({ kind: 'start', from: null })
  })

  it('does not throw away a running job for a fresh start', () => {
    expect(() => diff(spec('a'), { ...nothing, observed: running('a'), fresh: true })).toThrowError(UserError)
  })
})
