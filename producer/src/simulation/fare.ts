import { distanceKm, type Point } from './geometry.ts'

const BASE = 2.5
const PER_KM = 1.15
const PER_MINUTE = 0.35
const MINIMUM = 7
/** Streets are longer than the straight line. */
const DETOUR = 1.3
const CITY_SPEED_KMH = 28

/** What a ride costs in US dollars, rounded to cents: distance, time at a city's real speed, times the quoted surge. */
export function fareFor(pickup: Point, dropoff: Point, surge: number): number {
  const km = distanceKm(pickup, dropoff) * DETOUR
  const minutes = (km / CITY_SPEED_KMH) * 60
  const fare = Math.max(MINIMUM, BASE + PER_KM * km + PER_MINUTE * minutes) * surge
  return Math.round(fare * 100) / 100
}
