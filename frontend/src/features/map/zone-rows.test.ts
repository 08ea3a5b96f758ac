// @vitest-environment node
import { expect, it } from 'vitest'
import { countByStatus, shownDrivers } from './driver-status.ts'
import { zoneRows } from './zone-rows.ts'

const driver = (driver_id: string, zone_id: string, status: 'AVAILABLE' | 'ON_TRIP' | 'OFFLINE') =>
  ({ driver_id, zone_id, status, latitude: 1, longitude: 2, event_time: '2026-01-01T00:00:00.000Z' }) as const
const window = {
  city: 'c',
  zone_id: 'b',
  window_start: '2026-01-01T00:00:00Z',
  window_end: '2026-01-01T00:01:00Z',
  demand_count: '3',
  supply_count: '2',
  surge_multiplier: '1.50',
}
const drivers = [driver('1', 'a', 'AVAILABLE'), driver('2', 'a', 'ON_TRIP'), driver('3', 'b', 'OFFLINE')]

it('lists zones with a window or a driver, and counts who is there', () => {
  expect(zoneRows([window], drivers)).toEqual([
    { zone_id: 'a', window: null, available: 1, on_trip: 1 },
    { zone_id: 'b', window, available: 0, on_trip: 0 },
  ])
})

it('counts and chooses drivers by status', () => {
  expect(countByStatus(drivers)).toEqual({ AVAILABLE: 1, ON_TRIP: 1, OFFLINE: 1 })
  expect(shownDrivers(drivers, 'ON_TRIP').map(({ driver_id }) => driver_id)).toEqual(['2'])
  expect(shownDrivers(drivers, 'none')).toEqual([])
})
