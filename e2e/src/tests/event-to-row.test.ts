import { topics } from '@lakehouse/contracts/topics.ts'
import { expect, test } from 'vitest'
import { driverLocation, rideEvent, unique } from '../lib/events.ts'
import { whileStopped } from '../lib/flink.ts'
import { patient } from '../lib/patience.ts'
import { publish, publishLocations, publishRides } from '../lib/publish.ts'
import { query } from '../lib/trino.ts'

const ago = (ms: number) => new Date(Date.now() - ms).toISOString()

test('a ride is one row, its newest state, whatever the order and however often its events come', async () => {
  const requested = rideEvent({ event_time: ago(3000), requested_at: ago(3000) })
  const accepted = {
    ...requested,
    event_id: unique('e'),
    status: 'ACCEPTED' as const,
    sequence: 2,
    driver_id: 'd-1',
    event_time: ago(2000),
  }
  const completed = {
    ...accepted,
    event_id: unique('e'),
    status: 'COMPLETED' as const,
    sequence: 3,
    fare: 12.34,
    event_time: ago(1000),
  }
  await publishRides([completed, requested, accepted, completed])

  await expect.poll(() => query('ride_log', [requested.ride_id]).then((rows) => rows.length), patient).toBe(4)
  const rows = await query('ride', [requested.ride_id])
  expect(rows).toHaveLength(1)
  expect(rows[0]?.slice(0, 9)).toEqual([
    requested.ride_id,
    requested.rider_id,
    'd-1',
    'Test Çity',
    requested.zone_id,
    40.7,
    'COMPLETED',
    3,
    '12.34',
  ])
})

test('a late event is kept aside with its lateness, and still moves its ride', async () => {
  const requested = rideEvent({ event_time: ago(60_000), requested_at: ago(60_000) })
  await publishRides([requested])

  await expect.poll(() => query('late_event', [requested.event_id]).then((rows) => rows.length), patient).toBe(1)
  const [late] = await query('late_event', [requested.event_id])
  expect(late?.[0]).toBe(topics.rideEvents.name)
  expect(Number(late?.[1])).toBeGreaterThanOrEqual(60_000)
  expect(JSON.parse(String(late?.[2]))).toEqual(requested)
  await expect.poll(() => query('ride', [requested.ride_id]).then((rows) => rows.length), patient).toBe(1)
})

test('what is not a valid event is in the dead letters with a reason, and nowhere else', async () => {
  const mark = unique('broken')
  const future = rideEvent({ event_time: new Date(Date.now() + 60_000).toISOString(), rider_id: mark })
  await publish(topics.rideEvents.name, [
    { key: mark, value: `{"event_id": "${mark}"` },
    { key: mark, value: JSON.stringify({ ...rideEvent(), rider_id: mark, sequence: '1' }) },
    { key: mark, value: JSON.stringify(future) },
    { key: mark, value: Buffer.concat([Buffer.from(mark), Buffer.from([0xff, 0xfe])]) },
  ])

  await expect.poll(() => query('dead_letter', [mark]).then((rows) => rows.length), patient).toBe(4)
  for (const [topic, , reason] of await query('dead_letter', [mark])) {
    expect(topic).toBe(topics.rideEvents.name)
    expect(reason).not.toBe('')
  }
  expect(await query('ride', [future.ride_id])).toEqual([])
})

// Without the producer nobody else writes heartbeats to the partitions than the control plane.
test('while no producer runs, demand and supply of a zone become its surge, and the nearest available driver its match', () =>
  whileStopped('producer', async () => {
    const zone_id = unique('zone')
    const city = unique('city')
    const seen = ago(2000)
    const near = driverLocation({ city, zone_id, latitude: 40.701, event_time: seen })
    const far = driverLocation({ city, zone_id, latitude: 40.75, event_time: seen })
    const busy = driverLocation({ city, zone_id, latitude: 40.7, status: 'ON_TRIP', event_time: seen })
    const now = ago(500)
    const rides = [1, 2, 3].map(() => rideEvent({ city, zone_id, requested_at: now, event_time: now }))
    await publishLocations([near, far, busy])
    await publishRides(rides)

    for (const ride of rides) {
      await expect.poll(() => query('match', [ride.ride_id]).then((rows) => rows[0]?.[1]), patient).toBe(near.driver_id)
    }
    await expect
      .poll(() => query('surge_window', [city]).then((rows) => rows.length), patient)
      .toBeGreaterThanOrEqual(6)
    const full = (await query('surge_window', [city])).filter(([, , demand, supply]) => demand === 3 && supply === 2)
    expect(full.length).toBeGreaterThanOrEqual(5)
    expect(new Set(full.map(([, , , , multiplier]) => multiplier))).toEqual(new Set(['1.50']))
  }))
