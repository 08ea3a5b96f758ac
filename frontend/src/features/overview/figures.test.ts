// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { activeRides, figuresByMinute, inCity, surgeFigures, totalsByWindow } from './figures.ts'

const zone = (zoneId: string, end: string, demand: string, supply: string, surge: string, city = 'Austin') => ({
  city,
  zone_id: zoneId,
  window_start: `2026-11-21T10:0${Number(end[0]) - 1}:00.000Z`,
  window_end: `2026-11-21T10:0${end}.000Z`,
  demand_count: demand,
  supply_count: supply,
  surge_multiplier: surge,
})

describe('surgeFigures', () => {
  it('weighs by demand, and leaves older windows out', () => {
    const figures = surgeFigures([
      zone('a', '2:00', '6', '2', '3.00'),
      zone('b', '2:00', '2', '4', '1.00'),
      zone('c', '1:50', '100', '1', '3.00'),
    ])
    expect(figures).toEqual({
      windowEnd: '2026-11-21T10:02:00.000Z',
      demand: '8',
      supply: '6',
      meanSurge: '2.50',
      maxSurge: '3',
      surgingZones: 1,
      zones: 2,
    })
  })

  it('has no mean without demand, and nothing without rows', () => {
    expect(surgeFigures([zone('a', '2:00', '0', '2', '1.00')])?.meanSurge).toBeNull()
    expect(surgeFigures([])).toBeNull()
  })

  it('adds counts beyond 2^53 exactly', () => {
    const rows = [zone('a', '2:00', '9007199254740993', '1', '3.00'), zone('b', '2:00', '2', '1', '2.00')]
    expect(surgeFigures(rows)?.demand).toBe('9007199254740995')
  })
})

it('counts rides that are asked for or under way', () => {
  const row = (status: 'REQUESTED' | 'ACCEPTED' | 'COMPLETED' | 'CANCELLED', rides: string) => ({
    city: 'x',
    status,
    rides,
  })
  expect(
    activeRides([row('REQUESTED', '3'), row('ACCEPTED', '4'), row('COMPLETED', '50'), row('CANCELLED', '6')]),
  ).toBe('7')
})

it('sums minutes over cities, oldest first, fares to the cent', () => {
  const minute = (city: string, end: string, trips: string, fare: string) => ({
    city,
    window_start: '2026-11-21T10:00:00.000Z',
    window_end: end,
    total_trips: trips,
    average_fare: fare,
  })
  const later = '2026-11-21T10:02:00.000Z'
  const minutes = figuresByMinute([
    minute('a', later, '3', '19.123457'),
    minute('b', later, '1', '10.000000'),
    minute('a', '2026-11-21T10:01:00.000Z', '2', '5.000000'),
  ])
  expect(minutes.map(({ trips, averageFare, grossFares }) => [trips, averageFare, grossFares])).toEqual([
    ['2', '5.000000', '10'],
    ['4', '16.842593', '67.370371'],
  ])
})

it('weighs the mean surge of cities by their demand', () => {
  const row = (city: string, demand: string, mean: string) => ({
    city,
    window_end: '2026-11-21T10:02:00.000Z',
    demand_count: demand,
    supply_count: '5',
    mean_surge: mean,
    max_surge: '3.00',
    surging_zones: '1',
  })
  expect(totalsByWindow([row('a', '1', '1.00'), row('b', '3', '2.00')])).toEqual([
    { at: Date.parse('2026-11-21T10:02:00.000Z'), demand: '4', supply: '10', meanSurge: '1.75', maxSurge: '3' },
  ])
})

it('keeps one city, or all', () => {
  const rows = [{ city: 'a' }, { city: 'b' }]
  expect(inCity(rows, 'b')).toEqual([{ city: 'b' }])
  expect(inCity(rows, null)).toBe(rows)
  expect(inCity(rows, 'nowhere')).toEqual([])
})
