import { cellToBoundary, isValidCell } from 'h3-js'

/** A zone drawn as its H3 cell, in pixels. */
interface HexCell {
  readonly zoneId: string
  readonly points: string
  readonly x: number
  readonly y: number
  /** How wide the cell is, for deciding what fits into it. */
  readonly width: number
}

export interface HexLayout {
  readonly cells: readonly HexCell[]
  /** Zones without a place on the map: identifiers that are no H3 cell, or cells far away from all others. */
  readonly unplaced: readonly string[]
  /** Where a place is on the map, pixels; it may lie outside. */
  readonly project: (longitude: number, latitude: number) => Point
}

type Point = readonly [x: number, y: number]

/** Zones further than this from the middle of the others are not drawn, degrees; they would shrink the city to a dot. */
const CITY_RADIUS_DEG = 1.5

/** Places zones as a map with north up, scaled to fit `width` × `height` pixels with a margin. */
export function hexLayout(zoneIds: readonly string[], width: number, height: number): HexLayout {
  const outlines = new Map(zoneIds.filter((id) => isValidCell(id)).map((id) => [id, outline(id)]))
  const middle: Point = [median([...outlines.values()].map(meanX)), median([...outlines.values()].map(meanY))]
  const near = [...outlines].filter(
    ([, points]) => Math.hypot(wrap(meanX(points) - middle[0]), meanY(points) - middle[1]) <= CITY_RADIUS_DEG,
  )
  const placed = new Set(near.map(([id]) => id))
  const unplaced = zoneIds.filter((id) => !placed.has(id))
  if (near.length === 0) return { cells: [], unplaced, project: () => [Number.NaN, Number.NaN] }

  // Equirectangular about the city's middle: true to shape over a city's extent.
  const shrink = Math.cos((middle[1] * Math.PI) / 180)
  const flatten = ([lon, lat]: Point): Point => [wrap(lon - middle[0]) * shrink, middle[1] - lat]
  const flat = near.map(([id, points]) => [id, points.map(flatten)] as const)
  const box = bounds(flat.flatMap(([, points]) => points))
  const margin = 4
  const scale = Math.min((width - 2 * margin) / box.width, (height - 2 * margin) / box.height)
  const left = (width - box.width * scale) / 2
  const top = (height - box.height * scale) / 2
  const toPixels = ([x, y]: Point): Point => [left + (x - box.x) * scale, top + (y - box.y) * scale]
  const cells = flat.map(([zoneId, points]) => {
    const pixels = points.map(toPixels)
    const own = bounds(pixels)
    return {
      zoneId,
      points: pixels.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '),
      x: own.x + own.width / 2,
      y: own.y + own.height / 2,
      width: own.width,
    }
  })
  return { cells, unplaced, project: (longitude, latitude) => toPixels(flatten([longitude, latitude])) }
}

/** The cell's corners as [longitude, latitude]; not across the antimeridian. */
function outline(id: string): Point[] {
  const corners = cellToBoundary(id, true) as [number, number][]
  const first = corners[0]?.[0] ?? 0
  return corners.map(([lon, lat]) => [first + wrap(lon - first), lat])
}

/** A difference of longitudes, from -180 to 180. */
function wrap(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180
}

const meanX = (points: readonly Point[]) => points.reduce((total, [x]) => total + x, 0) / points.length
const meanY = (points: readonly Point[]) => points.reduce((total, [, y]) => total + y, 0) / points.length

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function bounds(points: readonly Point[]): { x: number; y: number; width: number; height: number } {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
