import { expect, it } from 'vitest'
import { averageFare, CityMinutes } from './city-metrics.ts'
import { at, ride } from './testing.ts'

const EVER = Number.POSITIVE_INFINITY
const done = (ride_id: string, fare: string | null, city = 'New York') =>
  ride({ ride_id, event_id: `e-${ride_id}`, status: 'COMPLETED', sequence: 3, fare, city })

it.each([
  [1000n, 3, '3.333333'],
  [2000n, 3, '6.666667'],
  [1n, 8, '0.001250'],
  [0n, 2, '0.000000'],
  [1n, 1_600_000, '0.000000'],
  [1n, 20_000, '0.000001'],
  [0n, 0, null],
])('%d cents over %i fares average %s', (cents, fares, average) => {
  expect(averageFare(cents, fares)).toBe(average)
})

it('counts a ride in the minute of its completion, to the millisecond', () => {
  const minutes = new CityMinutes()
  minutes.complete(done('a', '10.00'), at('2026-02-28T23:59:59.999Z'))
  minutes.complete(done('b', '20.01'), at('2026-03-01T00:00:00.000Z'))
  minutes.complete(done('c', '20.00'), at('2026-03-01T00:00:59.999Z'))
  expect(
    [...minutes.close(EVER)].map(({ start, trips, averageFare }) => [
      new Date(start).toISOString(),
      trips,
      averageFare,
    ]),
  ).toEqual([
    ['2026-02-28T23:59:00.000Z', 1, '10.000000'],
    ['2026-03-01T00:00:00.000Z', 2, '20.005000'],
  ])
})

it('counts a ride once, at its first completion', () => {
  const minutes = new CityMinutes()
  const noon = at('2026-03-01T12:00:00.000Z')
  minutes.complete(done('a', '10.00'), noon)
  minutes.complete({ ...done('a', '99.00'), event_id: 'other' }, noon + 60_000)
  expect([...minutes.close(EVER)]).toEqual([
    { city: 'New York', start: noon, end: noon + 60_000, trips: 1, averageFare: '10.000000' },
  ])
})

it('counts completed rides only, each city for itself, and averages the fares there are', () => {
  const minutes = new CityMinutes()
  const noon = at('2026-03-01T12:00:00.000Z')
  minutes.complete(ride({ status: 'CANCELLED' }), noon)
  minutes.complete(done('a', null), noon)
  minutes.complete(done('b', '7.50'), noon)
  minutes.complete(done('c', null, 'Łódź'), noon)
  expect([...minutes.close(EVER)].map(({ city, trips, averageFare }) => [city, trips, averageFare])).toEqual([
    ['New York', 2, '7.500000'],
    ['Łódź', 1, null],
  ])
})
