import { EARTH_RADIUS_KM } from '@lakehouse/contracts/semantics.ts'

export interface Position {
  readonly latitude: number
  readonly longitude: number
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * Great-circle distance in kilometres on a sphere of the IUGG mean radius, by the haversine formula:
 * R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984), 159.
 */
export function greatCircleKm(from: Position, to: Position): number {
  const latitudes = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2
  const longitudes = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2
  const h = latitudes + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * longitudes
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}
