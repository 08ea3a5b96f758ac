import { expect, it } from 'vitest'
import { AvailabilityReports } from './availability.ts'
import { at, ping } from './testing.ts'

function reported(...pings: [time: string, changes?: Parameters<typeof ping>[0]][]): string[] {
  const reports = new AvailabilityReports()
  return pings
    .filter(([time, changes]) => reports.ping(ping(changes), at(`2026-03-01T${time}Z`)) !== null)
    .map(([time]) => time)
}

it('reports the first ping, and the first in each UTC minute', () => {
  expect(
    reported(
      ['11:58:30.000'],
      ['11:58:59.999'],
      ['11:59:00.000'],
      ['11:59:00.001'],
      ['12:01:59.999'],
      ['12:02:00.000'],
    ),
  ).toEqual(['11:58:30.000', '11:59:00.000', '12:01:59.999', '12:02:00.000'])
})

it('reports each change of zone or status against the ping before', () => {
  expect(
    reported(
      ['12:00:01.000'],
      ['12:00:02.000', { zone_id: 'z2' }],
      ['12:00:03.000', { zone_id: 'z2' }],
      ['12:00:04.000', { zone_id: 'z2', status: 'ON_TRIP' }],
      ['12:00:05.000', { zone_id: 'z1', status: 'ON_TRIP' }],
      ['12:00:06.000', { zone_id: 'z1', status: 'ON_TRIP', city: 'Boston', latitude: 1 }],
    ),
  ).toEqual(['12:00:01.000', '12:00:02.000', '12:00:04.000', '12:00:05.000'])
})

it('keeps drivers apart', () => {
  expect(reported(['12:00:01.000'], ['12:00:02.000', { driver_id: 'd2' }], ['12:00:03.000'])).toEqual([
    '12:00:01.000',
    '12:00:02.000',
  ])
})
