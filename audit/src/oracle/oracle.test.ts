import { type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import { describe, expect, it } from 'vitest'
import type { Cutoff } from './cutoff.ts'
import type { AuditedTable, Expectation } from './expectation.ts'
import { Oracle } from './oracle.ts'
import type { KafkaRecord } from './record.ts'
import type { Row } from './table-row.ts'
import { at, pingRecord, record, rideRecord } from './testing.ts'

const DRIVERS = topics.driverLocations.name
const RIDES = topics.rideEvents.name
const NOON = at('2026-03-01T12:00:00.000Z')
const EVERYTHING: Cutoff = {
  isSettled: () => true,
  passed: { [RIDES]: Number.POSITIVE_INFINITY, [DRIVERS]: Number.POSITIVE_INFINITY } as Record<TopicName, number>,
  whole: Number.NEGATIVE_INFINITY,
}

/** What the oracle expects of one table after these records; offsets are given out in order. */
function expected(table: AuditedTable, records: KafkaRecord[], cutoff: Partial<Cutoff> = {}): Expectation[] {
  const found: Expectation[] = []
  const oracle = new Oracle({ ...EVERYTHING, ...cutoff }, (expectation) => {
    if (expectation.table === table) found.push(expectation)
  })
  for (const [offset, each] of records.entries()) oracle.feed({ ...each, offset })
  oracle.finish()
  return found
}
const rows = (table: AuditedTable, records: KafkaRecord[], cutoff?: Partial<Cutoff>): (Row | undefined)[] =>
  expected(table, records, cutoff).map((expectation) => expectation.rows?.[0])
const time = (ms: number): { event_time: string } => ({ event_time: new Date(ms).toISOString() })
const request = (ms: number, changes: Record<string, unknown> = {}): KafkaRecord =>
  rideRecord({ ...time(ms), requested_at: new Date(ms).toISOString(), ...changes }, { kafkaTime: ms })

describe('single records', () => {
  const late = rideRecord({ event_id: 'late', ...time(NOON - 5_001) }, { partition: 3 })
  const dead = record(DRIVERS, Buffer.from([0x7b, 0xff, 0xff, 0x7d]), { partition: 2 })

  it('log every valid ride event, duplicates and late ones too', () => {
    const log = rows('iceberg_ride_event_log', [rideRecord(), rideRecord(), late, dead])
    expect(log.map((row) => [row?.[0], row?.at(-3), row?.at(-2), row?.at(-1)])).toEqual([
      ['e1', '0', '0', '2026-03-01 12:00:00.000000 UTC'],
      ['e1', '0', '1', '2026-03-01 12:00:00.000000 UTC'],
      ['late', '3', '2', '2026-03-01 12:00:00.000000 UTC'],
    ])
  })

  it('tell late events with their lateness and original text', () => {
    expect(rows('iceberg_late_events', [late, late])).toEqual([
      [
        RIDES,
        '3',
        '0',
        '2026-03-01 12:00:00.000000 UTC',
        '2026-03-01 11:59:54.999000 UTC',
        '5001',
        late.value?.toString(),
      ],
      [
        RIDES,
        '3',
        '1',
        '2026-03-01 12:00:00.000000 UTC',
        '2026-03-01 11:59:54.999000 UTC',
        '5001',
        late.value?.toString(),
      ],
    ])
  })

  it('tell dead letters with what can be read of them', () => {
    const tooLong = record(RIDES, 'x'.repeat(9_000))
    const nothing = record(RIDES, null)
    expect(rows('iceberg_dead_letters', [dead, tooLong, nothing]).map((row) => [row?.[0], row?.[4]])).toEqual([
      [DRIVERS, '{\uFFFD}'],
      [RIDES, 'x'.repeat(8_192)],
      [RIDES, null],
    ])
  })

  it('are in no table when they are heartbeats', () => {
    const beat = record(RIDES, rideRecord().value, { key: Buffer.from('__heartbeat') })
    expect(rows('iceberg_ride_event_log', [beat])).toEqual([])
    expect(rows('iceberg_dead_letters', [beat])).toEqual([])
  })
})

describe('each event_id once', () => {
  it('counts a copy with another time in the windows of the first', () => {
    const copies = [pingRecord(time(NOON - 2_000)), pingRecord(time(NOON + 4_000), { kafkaTime: NOON })]
    expect(rows('iceberg_surge_pricing', copies)).toEqual(rows('iceberg_surge_pricing', copies.slice(0, 1)))
    expect(rows('iceberg_surge_pricing', [...copies].reverse())).not.toEqual(rows('iceberg_surge_pricing', copies))
  })

  it('keeps a ride from going on by a copy', () => {
    const states = expected('iceberg_ride_events', [rideRecord(), rideRecord({ sequence: 3, status: 'CANCELLED' })])
    expect(states).toMatchObject([{ key: ['r1'], rows: [expect.arrayContaining(['REQUESTED', '1'])] }])
  })

  it('tells events of the two topics apart', () => {
    expect(
      rows('iceberg_driver_locations', [rideRecord({ event_id: 'same' }), pingRecord({ event_id: 'same' })]),
    ).toHaveLength(1)
  })

  it('does not count what is a dead letter', () => {
    const broken = rideRecord({ sequence: 4 })
    expect(rows('iceberg_ride_events', [broken, rideRecord()])).toHaveLength(1)
  })
})

describe('late events', () => {
  const lateDone = rideRecord({ event_id: 'e3', status: 'COMPLETED', sequence: 3, fare: 9, ...time(NOON - 5_001) })
  it('move their ride on but enter no window', () => {
    expect(rows('iceberg_ride_events', [rideRecord(), lateDone])[0]).toContain('COMPLETED')
    expect(rows('iceberg_city_metrics', [rideRecord(), lateDone])).toEqual([])
    expect(rows('iceberg_surge_pricing', [rideRecord(time(NOON - 5_001))])).toEqual([])
    expect(rows('iceberg_driver_locations', [pingRecord(time(NOON - 5_001))])).toEqual([])
  })
  it('are not those of exactly 5.000 s', () => {
    const onTime = rideRecord({ event_id: 'e3', status: 'COMPLETED', sequence: 3, fare: 9, ...time(NOON - 5_000) })
    expect(rows('iceberg_city_metrics', [onTime])).toEqual([
      ['New York', '2026-03-01 11:59:00.000000 UTC', '2026-03-01 12:00:00.000000 UTC', '1', '9.000000'],
    ])
  })
})

describe('event-time order', () => {
  it('finds reports and matches however pings overtake each other', () => {
    const ping = (id: string, ms: number, kafkaTime: number, changes = {}): KafkaRecord =>
      pingRecord({ event_id: id, ...time(ms), ...changes }, { kafkaTime })
    const records = [
      ping('p2', NOON - 1_000, NOON - 500, { status: 'ON_TRIP' }),
      ping('p1', NOON - 3_000, NOON - 400),
      request(NOON),
    ]
    expect(rows('iceberg_ride_matches', records)).toEqual([])
    expect(rows('iceberg_driver_locations', records)[0]).toContain('ON_TRIP')
  })

  it('lets a report of the same millisecond count, whichever record comes first', () => {
    const match = rows('iceberg_ride_matches', [request(NOON), pingRecord(time(NOON), { kafkaTime: NOON + 1 })])
    expect(match).toEqual([['r1', 'd1', 'z1', '2026-03-01 12:00:00.000000 UTC', '2026-03-01 12:00:00.000000 UTC', 0]])
  })

  it('does not let a ping that is no report refresh an older one', () => {
    const pings = [0, 10_000, 20_000].map((ms, i) =>
      pingRecord({ event_id: `p${i}`, latitude: 40.7 + i, ...time(NOON + ms) }, { kafkaTime: NOON + ms }),
    )
    expect(rows('iceberg_ride_matches', [...pings, request(NOON + 30_000)])[0]?.[4]).toBe(
      '2026-03-01 12:00:00.000000 UTC',
    )
  })

  it('does not depend on how the topics interleave within the disorder allowed', () => {
    const pings = Array.from({ length: 40 }, (_, i) =>
      pingRecord(
        { event_id: `p${i}`, driver_id: `d${i % 4}`, zone_id: `z${i % 3}`, ...time(NOON + i * 700) },
        { kafkaTime: NOON + i * 700 + ((i * 7919) % 4_000) },
      ),
    )
    const requests = Array.from({ length: 9 }, (_, i) =>
      request(NOON + i * 2_500, { event_id: `q${i}`, ride_id: `r${i}`, zone_id: `z${i % 3}` }),
    )
    const arrival = [...pings, ...requests].sort((a, b) => a.kafkaTime - b.kafkaTime)
    const inOrder = [
      ...pings.map((each) => ({ ...each, kafkaTime: at(JSON.parse(String(each.value)).event_time) })),
      ...requests,
    ].sort((a, b) => a.kafkaTime - b.kafkaTime)
    const sorted = (records: KafkaRecord[]): string[] =>
      rows('iceberg_ride_matches', records)
        .map((row) => JSON.stringify(row))
        .sort()
    expect(sorted(arrival)).toEqual(sorted(inOrder))
    expect(sorted(arrival).length).toBeGreaterThan(5)
  })
})

describe('the moving edge', () => {
  const done = (minute: number): KafkaRecord =>
    rideRecord(
      {
        event_id: `e${minute}`,
        ride_id: `r${minute}`,
        status: 'COMPLETED',
        sequence: 3,
        fare: minute,
        ...time(NOON + minute * 60_000),
      },
      { kafkaTime: NOON + minute * 60_000 },
    )

  it('asks for windows that the watermark has passed and allows newer ones', () => {
    const passed = { [RIDES]: NOON + 60_000, [DRIVERS]: NOON + 60_000 } as Record<TopicName, number>
    const minutes = expected('iceberg_city_metrics', [done(0), done(1)], { passed })
    expect(minutes.map(({ key, required }) => [key[1], required])).toEqual([
      ['2026-03-01 12:00:00.000000 UTC', true],
      ['2026-03-01 12:01:00.000000 UTC', false],
    ])
    const [newest] = expected('postgres.city_metrics', [done(0), done(1)], { passed })
    expect(newest?.required).toBe(true)
    expect(newest?.rows?.map((row) => row[3])).toEqual([
      '2026-03-01 12:01:00.000000 UTC',
      '2026-03-01 12:02:00.000000 UTC',
    ])
  })

  it('allows a ride each state it took since the ends were read', () => {
    const steps = ['REQUESTED', 'ACCEPTED', 'COMPLETED'].map((status, i) =>
      rideRecord({ event_id: `e${i}`, status, sequence: i + 1 }),
    )
    const [ride] = expected('iceberg_ride_events', steps, { isSettled: ({ offset }) => offset < 1 })
    expect(ride?.required).toBe(true)
    expect(ride?.rows?.map((row) => row[9])).toEqual(['REQUESTED', 'ACCEPTED', 'COMPLETED'])
    expect(expected('iceberg_ride_events', steps, { isSettled: () => false })).toMatchObject([{ required: false }])
  })

  it('leaves a match newer than the watermark open', () => {
    const passed = { [RIDES]: NOON - 1, [DRIVERS]: NOON - 1 } as Record<TopicName, number>
    expect(expected('iceberg_ride_matches', [pingRecord(), request(NOON)], { passed })).toMatchObject([
      { rows: null, required: false },
    ])
  })
})

describe('retention', () => {
  const whole = NOON + 1
  it('leaves windows, rides, drivers and matches open that may have lost records', () => {
    const records = [pingRecord(), request(NOON)]
    expect(expected('iceberg_surge_pricing', records, { whole }).map(({ key }) => key[2])).toEqual([])
    expect(expected('iceberg_ride_events', records, { whole })).toMatchObject([{ rows: null, required: false }])
    expect(expected('iceberg_driver_locations', records, { whole })).toMatchObject([{ rows: null, required: false }])
    expect(expected('iceberg_ride_matches', records, { whole })).toMatchObject([{ rows: null, required: false }])
  })
})

it('refuses a Kafka clock that goes back far', () => {
  const records = [pingRecord(), pingRecord({ event_id: 'p2', ...time(NOON - 60_000) }, { kafkaTime: NOON - 60_000 })]
  expect(() => expected('iceberg_surge_pricing', records)).toThrow("Kafka's clock went back")
})
