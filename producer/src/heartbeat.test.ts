import { HEARTBEAT_KEY } from '@lakehouse/contracts/topics.ts'
import { expect, it } from 'vitest'
import { Heartbeat } from './heartbeat.ts'

it('beats once a second in every partition of every topic', () => {
  const heartbeat = new Heartbeat(
    new Map([
      ['ride_events', 2],
      ['driver_locations', 3],
    ]),
  )
  const first = heartbeat.beat(10_000)
  expect(first.map(({ topic, partition }) => `${topic} ${partition}`)).toEqual([
    'ride_events 0',
    'ride_events 1',
    'driver_locations 0',
    'driver_locations 1',
    'driver_locations 2',
  ])
  expect(new Set(first.map(({ key }) => key))).toEqual(new Set([HEARTBEAT_KEY]))
  expect(heartbeat.beat(10_999)).toEqual([])
  expect(heartbeat.beat(11_000)).toHaveLength(5)
})
