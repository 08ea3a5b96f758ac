import { alertRules } from '@lakehouse/contracts/api/alerts.ts'
import { describe, expect, it } from 'vitest'
import type { Reading } from '../pipeline/reading.ts'
import { allConditions } from './conditions.ts'
import { job, reading, sink, split, T0, task } from './testing.ts'

/** What one rule finds in readings that follow each other. */
function found(rule: string, ...readings: Reading[]) {
  const condition = allConditions().find((candidate) => candidate.rule === rule)
  return readings.map((each) => [...(condition?.find(each) ?? [])]).at(-1) ?? []
}

it('has a condition for each rule of the contract, and none finds anything where all is well', () => {
  const conditions = allConditions()
  expect(conditions.map(({ rule }) => rule).sort()).toEqual([...alertRules].sort())
  for (const { rule, find } of conditions) expect([...find(reading(T0))], rule).toEqual([])
})

describe('part-down', () => {
  const part = (name: 'minio' | 'jobs', state: 'down' | 'degraded') =>
    reading(T0, { parts: [{ name, state, detail: 'connect ECONNREFUSED', latency_ms: null }] })
  it('names the part and what came back', () => {
    expect(found('part-down', part('minio', 'down'))).toMatchObject([
      { object: 'minio', severity: 'critical', cause: 'connect ECONNREFUSED' },
    ])
  })
  it('leaves alone what is only degraded, and the jobs, which have rules of their own', () => {
    expect(found('part-down', part('minio', 'degraded'))).toEqual([])
    expect(found('part-down', part('jobs', 'down'))).toEqual([])
  })
})

describe('job-not-running', () => {
  it('finds a job that has a file and no run, and one that is not RUNNING', () => {
    const both = reading(T0, { absent: ['zones'], jobs: [job(T0, { state: 'RESTARTING' })] })
    expect(found('job-not-running', both).map(({ title }) => title)).toEqual([
      'Job zones is not running',
      'Job rides is RESTARTING',
    ])
  })
})

describe('restart-loop', () => {
  const at = (minutes: number, restarts: number) =>
    reading(T0 + minutes * 60_000, { jobs: [job(T0 + minutes * 60_000, { restarts })] })
  it('finds three restarts in ten minutes', () => {
    expect(found('restart-loop', at(0, 5), at(1, 7))).toEqual([])
    expect(found('restart-loop', at(0, 5), at(1, 7), at(2, 8))).toMatchObject([
      { cause: expect.stringMatching(/^3 restarts/) },
    ])
  })
  it('forgets those of long ago', () => {
    expect(found('restart-loop', at(0, 5), at(11, 7), at(12, 8))).toEqual([])
  })
})

describe('no-checkpoint', () => {
  const last = (ago: number, changed = {}) =>
    reading(T0, { jobs: [job(T0, { lastCheckpointAt: T0 - ago, ...changed })] })
  it('finds a job whose last checkpoint is more than a minute old, with why', () => {
    expect(found('no-checkpoint', last(60_000))).toEqual([])
    const [trouble] = found('no-checkpoint', last(61_000, { checkpointFailure: 'Checkpoint expired' }))
    expect(trouble).toMatchObject({ object: 'rides', since: T0 - 61_000 })
    expect(trouble?.cause).toContain('61 s ago')
    expect(trouble?.cause).toContain('Checkpoint expired')
  })
  it('gives a young job its minute, and one that checkpoints seldom ten intervals', () => {
    expect(found('no-checkpoint', last(99_000, { lastCheckpointAt: null, startedAt: T0 - 30_000 }))).toEqual([])
    expect(found('no-checkpoint', last(99_000, { checkpointIntervalMs: 60_000 }))).toEqual([])
  })
})

describe('no-commit', () => {
  const waiting = { id: 41, kind: 'checkpoint', triggeredAt: T0 - 60_000, completedAt: T0 - 59_000 } as const
  it('finds a sink whose checkpoint is overdue, and names checkpoint, table and what to do', () => {
    const [trouble] = found('no-commit', reading(T0, { sinks: [sink(T0, { state: 'missing', waiting })] }))
    expect(trouble).toMatchObject({ object: 'iceberg_ride_events', job: 'rides', since: waiting.completedAt })
    expect(trouble?.cause).toMatch(/Checkpoint 41 completed 59 s ago .* the last that is, is 40/)
    expect(trouble?.action).toMatch(/PostgreSQL/)
  })
  it('leaves a commit its time', () => {
    expect(found('no-commit', reading(T0, { sinks: [sink(T0, { state: 'pending', waiting })] }))).toEqual([])
  })
})

describe('silent-partition', () => {
  const written = (...ago: number[]) => {
    const partitions = ago.map((each, partition) => ({
      partition,
      end: 9n,
      rate: 0,
      movedAt: T0,
      writtenAt: T0 - each,
    }))
    return reading(T0, { topics: [{ name: 'ride_events', rate: 0, partitions }] })
  }
  it('names the partition that gets no heartbeats while others do', () => {
    expect(found('silent-partition', written(1_000, 11_000))).toMatchObject([
      {
        severity: 'warning',
        title: "Nobody writes to ride_events-1, not even the producer's heartbeats",
        since: T0 - 11_000,
      },
    ])
  })
  it('takes all of them for a producer that is gone', () => {
    expect(found('silent-partition', written(12_000, 11_000))).toMatchObject([
      { severity: 'critical', action: expect.stringContaining('npm run producer') },
    ])
  })
  it('is patient for ten seconds', () => {
    expect(found('silent-partition', written(1_000, 10_000))).toEqual([])
  })
})

describe('watermark-stalled', () => {
  const still = { roseAt: T0 - 45_000, watermark: T0 - 50_000 }
  const stalled = (partition: object, source: object, movedAt = T0 - 1_000) => {
    const tasks = [
      task(T0, { ...still, splits: [split(T0, 0), split(T0, 1, { ...still, ...partition })], ...source }),
      task(T0, {
        id: 'join',
        label: 'Interval join',
        kind: 'operator',
        inputs: ['source'],
        splits: [],
        busy: 0.97,
        ...still,
      }),
    ]
    const partitions = [T0 - 1_000, movedAt].map((at, number) => ({
      partition: number,
      end: 9n,
      rate: 1,
      movedAt: at,
      writtenAt: at,
    }))
    const topics = [{ name: 'ride_events', rate: 1, partitions }]
    return reading(T0, { jobs: [job(T0, { tasks })], topics })
  }
  const cause = (of: Reading) => found('watermark-stalled', of)[0]?.cause

  it('names source and partition without data', () => {
    expect(cause(stalled({}, {}, T0 - 46_000))).toMatch(/No data: ride_events-1 \(source ride_event_records\)/)
  })
  it('tells back-pressure, and the task that makes it', () => {
    expect(cause(stalled({ lag: 900 }, { backPressured: 0.9 }))).toMatch(
      /Back-pressure: ride_events-1 .* because Interval join \(97 % busy\)/,
    )
  })
  it('tells a source that does not read', () => {
    expect(cause(stalled({ lag: 900 }, {}))).toMatch(/Not reading: ride_events-1/)
  })
  it('tells an idle one', () => {
    expect(cause(stalled({}, {}))).toMatch(/Idle: ride_events-1/)
  })
  it('gives Flink time to renew its figures, and none to a job that does not run', () => {
    const young = task(T0, { roseAt: T0 - 30_000 })
    expect(found('watermark-stalled', reading(T0, { jobs: [job(T0, { tasks: [young] })] }))).toEqual([])
    const of = stalled({}, {})
    expect(
      found('watermark-stalled', { ...of, jobs: of.jobs.map((each) => ({ ...each, state: 'RESTARTING' })) }),
    ).toEqual([])
  })
})

describe('lag-growing', () => {
  const behind = (seconds: number, lag: number) => {
    const at = T0 + seconds * 1_000
    return reading(at, { jobs: [job(at, { tasks: [task(at, { lag })] })] })
  }
  it('finds a source that falls behind further and further, and how fast', () => {
    const [trouble] = found('lag-growing', behind(0, 6_000), behind(30, 30_000), behind(60, 60_000))
    expect(trouble?.cause).toMatch(/60,000 records are not read, 900 more each second/)
  })
  it.each([
    ['a moment', [behind(0, 6_000), behind(30, 60_000)]],
    ['a little', [behind(0, 10), behind(60, 4_000)]],
    ['a lag that shrinks', [behind(0, 90_000), behind(60, 60_000)]],
  ])('does not mind %s', (_, readings) => {
    expect(found('lag-growing', ...readings)).toEqual([])
  })
})
