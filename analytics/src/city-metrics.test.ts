import { expect, test } from 'vitest'
import { type CityMinute, compareCityMetrics, isPending } from './city-metrics.ts'

const minute = (city: string, at: string, trips = '3', fare = '10.500000'): CityMinute => ({
  city,
  total_trips: trips,
  average_fare: fare,
  last_updated: `2026-01-01 00:${at}:00.000000 UTC`,
})
const problems = (...tables: [CityMinute[], CityMinute[], CityMinute[]]) =>
  compareCityMetrics(...tables).map(({ city, problem }) => [city, problem])

test('the newest minute of each city is served, to the digit', () => {
  const lake = [minute('a', '01'), minute('a', '02'), minute('b', '01')]
  expect(problems(lake, [minute('a', '02'), minute('b', '01')], lake)).toEqual([])
})

test('PostgreSQL may be a minute ahead of what was read before it, when the lakehouse follows', () => {
  const before = [minute('a', '01')]
  expect(problems(before, [minute('a', '02')], [...before, minute('a', '02')])).toEqual([])
  const [ahead, ...others] = compareCityMetrics(before, [minute('a', '02')], before)
  expect(others).toEqual([])
  expect(ahead && isPending(ahead)).toBe(true)
})

test.each([
  ['another count', minute('a', '02', '4'), 'another number'],
  ['another mean, in the last digit', minute('a', '02', '3', '10.500001'), 'another number'],
  ['an older minute', minute('a', '01'), 'served minute is not the newest'],
])('%s is a difference that no commit puts right', (_, row, problem) => {
  const lake = [minute('a', '01'), minute('a', '02')]
  const [difference] = compareCityMetrics(lake, [row], lake)
  expect(difference).toMatchObject({ city: 'a', problem })
  expect(difference && isPending(difference)).toBe(false)
})

test('a city that only one of the two has is a difference', () => {
  expect(problems([minute('a', '01')], [minute('b', '01')], [minute('a', '01')])).toEqual([
    ['a', 'not served'],
    ['b', 'served, but no minute of the lakehouse'],
  ])
})
