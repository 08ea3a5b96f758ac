import { cellToBoundary, cellToLatLng, gridDisk, latLngToCell, polygonToCells } from 'h3-js'
import type { City } from './city.ts'
import { between, distanceKm, type Point, rounded } from './geometry.ts'
import type { Random } from './random.ts'

/** H3 resolution of a zone: cells of about 5 km², 1.4 km an edge. Source: H3's table of cell statistics. */
export const ZONE_RESOLUTION = 7
/** Largest distance from a cell's centre to its corners with a reserve, kilometres. */
const CELL_REACH_KM = 1.8
/** Share of a city's zones that lie in the pull of one hot spot. */
const HOT_SHARE = 0.06

/** Where rides start and end. Geography only: what happens in it is its market. */
export interface Zone {
  readonly id: string
  readonly city: City
  readonly centre: Point
  readonly corners: readonly Point[]
  /** For each of the city's hot spots how much of its pull is felt here, 0 to 1. */
  readonly heat: readonly number[]
}

/** The zone id of a position, of the whole city and not only of where rides start. */
export function zoneIdAt(position: Point): string {
  return latLngToCell(position.latitude, position.longitude, ZONE_RESOLUTION)
}

/** The city's zones: the `count` cells nearest to a hot spot, on land, wholly inside its circle. There may be fewer. */
export function zonesOf(city: City, count: number): Zone[] {
  const cells = polygonToCells(outline(city).map(pair), ZONE_RESOLUTION)
    .map((id) => ({ id, centre: centreOf(id) }))
    .filter(({ centre }) => distanceKm(centre, city.centre) + CELL_REACH_KM <= city.radiusKm)
    .map((cell) => ({ ...cell, toHotSpot: city.hotSpots.map((spot) => distanceKm(cell.centre, spot)) }))
    .sort((one, other) => Math.min(...one.toHotSpot) - Math.min(...other.toHotSpot) || (one.id < other.id ? -1 : 1))
    .slice(0, count)
  const reach = Math.max(0.5, HOT_SHARE * cells.length)
  const nearest = city.hotSpots.map((_, spot) =>
    cells.toSorted((one, other) => (one.toHotSpot[spot] ?? 0) - (other.toHotSpot[spot] ?? 0)),
  )
  return cells.map((cell) => ({
    id: cell.id,
    city,
    centre: cell.centre,
    corners: cellToBoundary(cell.id).map(point),
    heat: nearest.map((order) => Math.exp(-order.indexOf(cell) / reach)),
  }))
}

/** For each zone the others of the same city within some rings, itself left out. */
export function zonesWithin(zones: readonly Zone[], rings: number): Map<Zone, Zone[]> {
  const byId = new Map(zones.map((zone) => [zone.id, zone]))
  return new Map(
    zones.map((zone) => [
      zone,
      gridDisk(zone.id, rings).flatMap((id) => {
        const other = byId.get(id)
        return other === undefined || other === zone || other.city !== zone.city ? [] : [other]
      }),
    ]),
  )
}

/** A position inside the zone, every one as likely as any other; kept off the edge so that rounding cannot leave it. */
export function positionIn(zone: Zone, random: Random): Point {
  const side = random.integer(zone.corners.length)
  const corner = zone.corners[side] ?? zone.centre
  const next = zone.corners[(side + 1) % zone.corners.length] ?? zone.centre
  const reach = 0.98 * Math.sqrt(random.next())
  return rounded(between(zone.centre, between(corner, next, random.next()), reach))
}

function outline(city: City): readonly Point[] {
  if (city.land !== undefined) return city.land
  const kmPerDegree = 111.2
  return Array.from({ length: 24 }, (_, step) => {
    const angle = (step / 24) * 2 * Math.PI
    const degrees = city.radiusKm / kmPerDegree
    return {
      latitude: city.centre.latitude + degrees * Math.sin(angle),
      longitude: city.centre.longitude + (degrees * Math.cos(angle)) / Math.cos((city.centre.latitude * Math.PI) / 180),
    }
  })
}

const pair = ({ latitude, longitude }: Point): [number, number] => [latitude, longitude]
const point = ([latitude, longitude]: [number, number]): Point => ({ latitude, longitude })
const centreOf = (id: string): Point => point(cellToLatLng(id))
