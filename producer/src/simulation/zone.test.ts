import fc from 'fast-check'
import { cellToLatLng, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { cities } from './city.ts'
import { distanceKm } from './geometry.ts'
import { Random } from './random.ts'
import { positionIn, zonesOf } from './zone.ts'

describe.each(cities)('$name', (city) => {
  it('has its hot spots inside its circle, and its zones around them', () => {
    for (const spot of city.hotSpots) expect(distanceKm(spot, city.centre)).toBeLessThan(city.radiusKm)
    const few = zonesOf(city, 6)
    expect(few).toHaveLength(6)
    expect(new Set(few.map(({ id }) => id)).size).toBe(6)
    for (const { centre } of few) {
      expect(Math.min(...city.hotSpots.map((spot) => distanceKm(centre, spot)))).toBeLessThan(6)
    }
  })

  it('has room for a large fleet', () => {
    const zones = zonesOf(city, 10_000)
    expect(zones.length).toBeGreaterThan(60)
    for (const { centre } of zones) expect(distanceKm(centre, city.centre)).toBeLessThan(city.radiusKm)
  })
})

it('draws positions from all of a zone and never from outside', () => {
  const [zone] = zonesOf(cities[0] as (typeof cities)[number], 1)
  if (zone === undefined) throw new Error('no zone')
  const [latitude, longitude] = cellToLatLng(zone.id)
  const quadrants = new Set<string>()
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const position = positionIn(zone, new Random(seed, 'positions'))
      expect(latLngToCell(position.latitude, position.longitude, 7)).toBe(zone.id)
      quadrants.add(`${position.latitude > latitude} ${position.longitude > longitude}`)
    }),
    { numRuns: 500 },
  )
  expect(quadrants.size).toBe(4)
})
