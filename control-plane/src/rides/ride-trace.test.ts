import { expect, it } from 'vitest'
import { Failure, NotFound } from '../errors.ts'
import type { StoredRecord } from './ride-records.ts'
import { RideTraces } from './ride-trace.ts'

const NOW = Date.parse('2026-01-01T00:10:00.000Z')
const at = (time: string) => `2026-01-01T00:${time}.000000Z`
const place = { path: 's3://lakehouse/a.parquet', modified_at: at('05:03') }
const commit = {
  path: place.path,
  snapshot_id: '7',
  committed_at: at('05:04'),
  operation: 'append',
  checkpoint_id: '12',
}
const event = {
  event_id: 'e1',
  ride_id: 'r',
  rider_id: 'p',
  driver_id: null,
  city: 'c',
  zone_id: 'z',
  pickup_latitude: 1,
  pickup_longitude: 1,
  dropoff_latitude: 1,
  dropoff_longitude: 1,
  status: 'REQUESTED',
  sequence: 1,
  fare: null,
  requested_at: '2026-01-01T00:05:00.000Z',
  event_time: '2026-01-01T00:05:00.000Z',
} as const
const row = (offset: string, more: object = {}) => ({
  event_id: 'e1',
  status: 'REQUESTED',
  sequence: 1,
  event_time: at('05:00'),
  city: 'c',
  zone_id: 'z',
  requested_at: at('05:00'),
  kafka_partition: 2,
  kafka_offset: offset,
  kafka_time: at('05:01'),
  ...place,
  ...more,
})
const state = {
  ...event,
  sequence: '3',
  status: 'COMPLETED',
  driver_id: 'd2',
  fare: '12.34',
  updated_at: at('09:00'),
  ...place,
}
const record = (offset: string, more: Partial<StoredRecord> = {}): StoredRecord => ({
  partition: 2,
  offset,
  kafkaTime: Date.parse(at('05:01')),
  value: JSON.stringify(event),
  event,
  ...more,
})

type Answers = Partial<Record<string, unknown[] | Error>>
function traces(answers: Answers, recent: StoredRecord[] = [], kept: StoredRecord[] = []) {
  const rows = async (name: string) => {
    const answer = answers[name] ?? []
    if (answer instanceof Error) throw answer
    return answer as never
  }
  return new RideTraces(
    { rows, commits: async () => [commit] },
    { recent: async () => recent, at: async () => kept },
    () => NOW,
  )
}

it('puts each record beside its row, its file and the commit that brought it', async () => {
  const log = [
    row('10'),
    row('11'),
    row('12', { event_id: 'e3', status: 'COMPLETED', sequence: 3, event_time: at('09:00'), kafka_time: at('09:08') }),
  ]
  const answers = {
    state: [state],
    log,
    late_events: [{ kafka_offset: '12' }],
    match: [{ driver_id: 'd1', driver_seen_at: at('04:59'), distance_km: 1.5, ...place }],
  }
  const trace = await traces(answers, [], [record('10')]).follow('r')
  expect(
    trace.records.map(({ offset, is_duplicate, is_late, in_late_events }) => [
      offset,
      is_duplicate,
      is_late,
      in_late_events,
    ]),
  ).toEqual([
    ['10', false, false, false],
    ['11', true, false, false],
    ['12', false, true, true],
  ])
  expect(trace.records[0]).toMatchObject({
    value: JSON.stringify(event),
    lateness_ms: 1_000,
    log: { snapshot_id: '7', checkpoint_id: '12' },
  })
  expect(trace.records[1]?.value).toBeNull()
  expect(trace.match_note).toBe('Offered to d1; d2 accepted.')
  // A completion that came late is in no minute of the city.
  expect(trace.minute).toBeNull()
  expect(trace.blind).toEqual([])
})

it('finds a ride that no commit has brought yet in the topic', async () => {
  const trace = await traces({}, [record('10')]).follow('r')
  expect(trace.records).toMatchObject([{ offset: '10', log: null, is_late: false }])
  expect(trace.state).toBeNull()
  expect(trace.windows).toHaveLength(6)
})

it('a late request is in no window and has no match', async () => {
  const trace = await traces({ state: [state], log: [row('10', { kafka_time: at('05:06') })] }).follow('r')
  expect(trace.windows).toEqual([])
  expect(trace.match_note).toContain('came late')
})

it('says what it could not look at, and goes on', async () => {
  const trace = await traces({ state: new Failure('Trino is away', 'Start it') }, [record('10')]).follow('r')
  expect(trace.blind).toEqual([{ what: 'its state (Trino)', cause: 'Trino is away' }])
  expect(trace.records).toHaveLength(1)
})

it('tells a ride that is not there from one that could not be looked for', async () => {
  await expect(traces({}).follow('r')).rejects.toThrowError(NotFound)
  await expect(traces({ state: new Failure('Trino is away', 'Start it') }).follow('r')).rejects.toThrowError(
    'Trino is away',
  )
})

it('keeps what names the ride but is no event', async () => {
  const dead = {
    kafka_partition: 1,
    kafka_offset: '5',
    kafka_time: at('05:00'),
    payload: '{"ride_id":"r"',
    reason: 'no JSON',
  }
  const trace = await traces({ dead_letters: [dead] }).follow('r')
  expect(trace).toMatchObject({ records: [], dead_letters: [{ partition: 1, reason: 'no JSON' }], surge: null })
})
