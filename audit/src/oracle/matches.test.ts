import { describe, expect, it } from 'vitest'
import type { AvailabilityReport } from './availability.ts'
import { Matches } from './matches.ts'
import { at, ping, ride } from './testing.ts'

const NOON = at('2026-03-01T12:00:00.000Z')
const MINUTE = 60_000
const report = (time: number, changes: Parameters<typeof ping>[0] = {}): AvailabilityReport => ({
  event: ping(changes),
  time,
})

function winner(reports: AvailabilityReport[], request = ride()): string | undefined {
  const matches = new Matches()
  for (const each of reports) matches.report(each)
  matches.request(request)
  const nearest = matches.rides.get('r1')?.nearest ?? []
  expect(nearest.length).toBeLessThanOrEqual(1)
  return nearest[0]?.report.event.driver_id
}

describe('who can be matched', () => {
  it('a driver whose report is 5 minutes old, not one a millisecond older', () => {
    expect(winner([report(NOON - 5 * MINUTE)])).toBe('d1')
    expect(winner([report(NOON - 5 * MINUTE - 1)])).toBeUndefined()
  })

  it('a driver reporting in the moment of the request', () => {
    expect(winner([report(NOON)])).toBe('d1')
  })

  it('nobody who went ON_TRIP or OFFLINE before the request', () => {
    expect(winner([report(NOON - 3), report(NOON - 2, { status: 'ON_TRIP' })])).toBeUndefined()
    expect(winner([report(NOON - 3), report(NOON - 2, { status: 'OFFLINE' })])).toBeUndefined()
    expect(winner([report(NOON - 3, { status: 'ON_TRIP' }), report(NOON - 2)])).toBe('d1')
  })

  it('nobody who left the zone, but who came back', () => {
    expect(winner([report(NOON - 3), report(NOON - 2, { zone_id: 'z2' })])).toBeUndefined()
    expect(winner([report(NOON - 3), report(NOON - 2, { zone_id: 'z2' }), report(NOON - 1)])).toBe('d1')
  })

  it('nobody in another zone, however near', () => {
    expect(winner([report(NOON, { zone_id: 'z2' })])).toBeUndefined()
  })
})

describe('who is matched', () => {
  it('the nearest, by the position in the newest report', () => {
    const far = report(NOON - 9, { driver_id: 'far', latitude: 40.71 })
    const near = report(NOON - 9, { driver_id: 'near', latitude: 40.702 })
    expect(winner([far, near])).toBe('near')
    expect(winner([far, near, report(NOON - 1, { driver_id: 'near', latitude: 40.72 })])).toBe('far')
  })

  it('of those equally near the newest report, then the lowest driver_id', () => {
    const older = report(NOON - 2, { driver_id: 'a' })
    const newer = report(NOON - 1, { driver_id: 'b' })
    const sameTime = report(NOON - 1, { driver_id: 'c' })
    expect(winner([older, newer])).toBe('b')
    expect(winner([sameTime, older, newer])).toBe('b')
  })

  it('either of two whose distances rounding cannot tell apart', () => {
    const matches = new Matches()
    matches.report(report(NOON - 1, { driver_id: 'a', latitude: 40.71 }))
    matches.report(report(NOON - 2, { driver_id: 'b', latitude: 40.71 + 1e-14 }))
    matches.request(ride())
    expect(
      matches.rides
        .get('r1')
        ?.nearest.map(({ report }) => report.event.driver_id)
        .sort(),
    ).toEqual(['a', 'b'])
  })

  it('at a distance measured on the sphere of 6371.0088 km', () => {
    const matches = new Matches()
    matches.report(report(NOON, { latitude: 41.7 }))
    matches.request(ride())
    // One degree of a great circle: 2 π × 6371.0088 / 360.
    expect(matches.rides.get('r1')?.nearest[0]?.distanceKm).toBeCloseTo(111.195_080_23, 6)
  })
})

it('knows an unmatched ride as one without a candidate', () => {
  const matches = new Matches()
  matches.request(ride())
  expect(matches.rides.get('r1')?.nearest).toEqual([])
})

it('judges a ride requested twice by the earlier event, of equal times by the lowest event_id', () => {
  const matches = new Matches()
  matches.report(report(NOON - 1))
  const candidates = () => matches.rides.get('r1')?.nearest.length
  matches.request(ride({ event_id: 'e2' }))
  matches.request(ride({ event_id: 'e0', zone_id: 'z2', sequence: 2, event_time: '2026-03-01T12:00:00.001Z' }))
  matches.request(ride({ event_id: 'e3', zone_id: 'z2' }))
  expect(candidates()).toBe(1)
  matches.request(ride({ event_id: 'e1', zone_id: 'z2' }))
  expect(candidates()).toBe(0)
  matches.request(ride({ event_id: 'e9', event_time: '2026-03-01T11:59:59.999Z' }))
  expect(candidates()).toBe(1)
})
