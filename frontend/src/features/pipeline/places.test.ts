import type { Pipeline } from '@lakehouse/contracts/api/pipeline.ts'
import { describe, expect, it } from 'vitest'
import { acrossLayout, downLayout } from './layout.ts'
import { jobMap, operatorMap, placeColumns, placeRows } from './places.ts'

const now = '2026-01-01T12:00:00.000Z'
const well = { state: 'ok', detail: 'fine' } as const

function operator(
  id: string,
  kind: 'source' | 'operator' | 'sink',
  name: string,
  inputs: string[],
  tables: string[] = [],
) {
  return {
    ...well,
    id,
    name,
    description: `${name}[1]`,
    kind,
    inputs,
    topics: kind === 'source' ? ['ride_events'] : [],
    tables,
    parallelism: 2,
    records_in_per_second: 96,
    records_out_per_second: 90,
    busy: 0.3,
    idle: 0.6,
    back_pressured: 0.1,
    watermark: '2026-01-01T11:59:54.000Z',
    lag_records: kind === 'source' ? 12 : null,
  }
}

const pipeline: Pipeline = {
  producer: { ...well, records_per_second: 500 },
  topics: [
    {
      ...well,
      name: 'ride_events',
      records_per_second: 96,
      partitions: [{ partition: 0, end_offset: '9', records_per_second: 96, written_at: now }],
    },
  ],
  jobs: [
    {
      ...well,
      name: 'rides',
      flink_job_id: 'j',
      flink_state: 'RUNNING',
      checkpoint_interval_ms: 2_000,
      last_checkpoint_at: now,
      last_checkpoint_ms: 300,
      operators: [
        operator('s', 'source', 'ride_event_records', []),
        operator('r', 'operator', 'Newest per key', ['s']),
        operator('w', 'operator', 'Iceberg writer', ['r']),
        operator('c', 'sink', 'Commit to rides', ['w'], ['iceberg_ride_events']),
        operator('d', 'sink', 'Commit to dead', ['s'], ['iceberg_dead_letters']),
      ],
    },
  ],
  splits: [
    { job: 'rides', topic: 'ride_events', partition: 0, lag_records: 12, watermark: '2026-01-01T11:59:54.000Z' },
  ],
  tables: ['iceberg_ride_events', 'iceberg_dead_letters'].map((name) => ({
    ...well,
    name,
    kind: 'iceberg',
    jobs: ['rides'],
    commit_state: 'committed',
    committed_at: '2026-01-01T11:59:58.000Z',
    newest_event_time: null,
  })),
  trino: { ...well, query_ms: 200 },
  hops: [],
  slowest: null,
  blind: [],
  checked_at: now,
  server_now: now,
}

describe('the map of operators', () => {
  const { places, links } = operatorMap(pipeline)
  it('draws each task, and Iceberg’s own as the table they write', () => {
    expect(places.filter(({ kind }) => kind === 'operator').map(({ title }) => title)).toEqual([
      'ride_event_records',
      'Newest per key',
    ])
    const ends = links.map(({ from, to }) => `${from} > ${to}`)
    expect(ends).toContain('operator rides r > table iceberg_ride_events')
    expect(ends).toContain('operator rides s > table iceberg_dead_letters')
    expect(ends).toContain('topic ride_events > operator rides s')
  })
  it('joins producer to dashboard without a gap', () => {
    const reached = new Set(['producer'])
    for (let before = 0; before !== reached.size; ) {
      before = reached.size
      for (const { from, to } of links) if (reached.has(from)) reached.add(to)
    }
    expect([...reached].sort()).toEqual(places.map(({ id }) => id).sort())
  })
  it('gives every figure as a row', () => {
    const rows = placeRows({ places, links })
    expect(rows).toHaveLength(places.length)
    for (const row of rows) expect(row).toHaveLength(placeColumns.length)
    expect(rows.find(([, , name]) => name === 'ride_event_records')).toEqual([
      'operator',
      'rides',
      'ride_event_records',
      'ok',
      'fine',
      '96/s',
      '30 %',
      '10 %',
      '6.0 s',
      '12',
    ])
  })
})

describe('the layout', () => {
  it.each([
    ['across', acrossLayout(operatorMap(pipeline), 1_200), 1_200],
    ['down', downLayout(jobMap(pipeline), 360), 360],
  ])('%s keeps boxes apart and inside', (_, drawing, width) => {
    for (const [index, a] of drawing.boxes.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(0)
      expect(a.x + a.width).toBeLessThanOrEqual(width)
      expect(a.y + a.height).toBeLessThanOrEqual(drawing.height)
      for (const b of drawing.boxes.slice(index + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
        expect(apart, `${a.place.title} and ${b.place.title}`).toBe(true)
      }
    }
  })
  it('goes on when a job does not run', () => {
    const stopped = { ...pipeline, jobs: pipeline.jobs.map((job) => ({ ...job, operators: [] })) }
    const { boxes } = acrossLayout(operatorMap(stopped), 1_200)
    expect(boxes.some(({ place }) => place.id === 'job rides')).toBe(true)
  })
})
