import type { Point } from './geometry.ts'

/** Somewhere many people want to leave at once. */
export interface HotSpot extends Point {
  readonly name: string
  /** How much it adds to the requests of the zone at its middle, in an average minute. */
  readonly pull: number
}

export interface City {
  readonly name: string
  /** Short form inside identifiers. */
  readonly code: string
  readonly timeZone: string
  /** Share of the fleet relative to the other cities. */
  readonly weight: number
  /** Every position lies within this many kilometres of the centre. */
  readonly centre: Point
  readonly radiusKm: number
  readonly hotSpots: readonly HotSpot[]
  /** Rough outline of the dry land inside the circle, so that nobody is picked up at sea; none where all of it is land. */
  readonly land?: readonly Point[]
}

const points = (...pairs: readonly (readonly [number, number])[]): Point[] =>
  pairs.map(([latitude, longitude]) => ({ latitude, longitude }))

const hotSpot = (name: string, latitude: number, longitude: number, pull: number): HotSpot => ({
  name,
  latitude,
  longitude,
  pull,
})

/** Largest first: a small fleet serves only the first of them. */
export const cities: readonly City[] = [
  {
    name: 'New York',
    code: 'nyc',
    timeZone: 'America/New_York',
    weight: 22,
    centre: { latitude: 40.758, longitude: -73.9855 },
    radiusKm: 42,
    hotSpots: [
      hotSpot('Midtown', 40.7549, -73.984, 6),
      hotSpot('JFK airport', 40.6446, -73.7797, 5),
      hotSpot('Yankee Stadium', 40.8296, -73.9262, 5),
    ],
    land: points(
      [40.575, -74.0],
      [40.59, -73.83],
      [40.62, -73.66],
      [40.8, -73.66],
      [40.8, -73.78],
      [40.91, -73.77],
      [41.02, -73.85],
      [40.98, -74.15],
      [40.72, -74.28],
      [40.64, -74.2],
      [40.66, -74.05],
    ),
  },
  {
    name: 'Los Angeles',
    code: 'lax',
    timeZone: 'America/Los_Angeles',
    weight: 17,
    centre: { latitude: 34.0522, longitude: -118.2437 },
    radiusKm: 45,
    hotSpots: [
      hotSpot('Downtown', 34.048, -118.252, 6),
      hotSpot('LAX airport', 33.9425, -118.4081, 5),
      hotSpot('SoFi Stadium', 33.9535, -118.3392, 5),
    ],
    land: points(
      [34.04, -118.5],
      [33.96, -118.43],
      [33.84, -118.38],
      [33.79, -118.2],
      [33.74, -118.08],
      [33.8, -117.87],
      [34.12, -117.88],
      [34.18, -118.08],
      [34.28, -118.45],
      [34.15, -118.62],
    ),
  },
  {
    name: 'San Francisco',
    code: 'sfo',
    timeZone: 'America/Los_Angeles',
    weight: 14,
    centre: { latitude: 37.69, longitude: -122.4194 },
    radiusKm: 36,
    hotSpots: [
      hotSpot('Union Square', 37.788, -122.4075, 6),
      hotSpot('SFO airport', 37.6213, -122.379, 5),
      hotSpot('Chase Center', 37.768, -122.3877, 5),
    ],
    land: points(
      [37.79, -122.505],
      [37.805, -122.41],
      [37.77, -122.385],
      [37.66, -122.39],
      [37.61, -122.36],
      [37.55, -122.26],
      [37.48, -122.2],
      [37.44, -122.25],
      [37.55, -122.4],
      [37.6, -122.49],
      [37.7, -122.495],
    ),
  },
  {
    name: 'Chicago',
    code: 'chi',
    timeZone: 'America/Chicago',
    weight: 13,
    centre: { latitude: 41.8781, longitude: -87.7298 },
    radiusKm: 36,
    hotSpots: [
      hotSpot('The Loop', 41.882, -87.633, 6),
      hotSpot("O'Hare airport", 41.9786, -87.9048, 5),
      hotSpot('Wrigley Field', 41.9484, -87.6553, 5),
    ],
    land: points(
      [42.07, -87.69],
      [41.98, -87.66],
      [41.89, -87.62],
      [41.79, -87.59],
      [41.7, -87.55],
      [41.66, -87.65],
      [41.7, -88.0],
      [41.85, -88.08],
      [42.07, -88.0],
    ),
  },
  {
    name: 'Seattle',
    code: 'sea',
    timeZone: 'America/Los_Angeles',
    weight: 9,
    centre: { latitude: 47.56, longitude: -122.3 },
    radiusKm: 28,
    hotSpots: [
      hotSpot('Downtown', 47.6101, -122.337, 6),
      hotSpot('Sea-Tac airport', 47.4502, -122.3088, 5),
      hotSpot('Husky Stadium', 47.6503, -122.3015, 5),
    ],
    land: points(
      [47.72, -122.37],
      [47.65, -122.4],
      [47.6, -122.345],
      [47.56, -122.38],
      [47.48, -122.35],
      [47.38, -122.32],
      [47.36, -122.18],
      [47.5, -122.22],
      [47.58, -122.29],
      [47.66, -122.27],
      [47.74, -122.29],
    ),
  },
  {
    name: 'Miami',
    code: 'mia',
    timeZone: 'America/New_York',
    weight: 9,
    centre: { latitude: 25.79, longitude: -80.27 },
    radiusKm: 32,
    hotSpots: [
      hotSpot('Brickell', 25.765, -80.198, 6),
      hotSpot('MIA airport', 25.7959, -80.287, 5),
      hotSpot('Hard Rock Stadium', 25.958, -80.2389, 5),
    ],
    land: points(
      [25.98, -80.14],
      [25.85, -80.17],
      [25.75, -80.2],
      [25.67, -80.27],
      [25.6, -80.33],
      [25.6, -80.42],
      [25.72, -80.45],
      [25.98, -80.4],
    ),
  },
  {
    name: 'Austin',
    code: 'aus',
    timeZone: 'America/Chicago',
    weight: 8,
    centre: { latitude: 30.2672, longitude: -97.7431 },
    radiusKm: 28,
    hotSpots: [
      hotSpot('Sixth Street', 30.2669, -97.7405, 6),
      hotSpot('Bergstrom airport', 30.1945, -97.6699, 5),
      hotSpot('Q2 Stadium', 30.388, -97.719, 5),
    ],
  },
  {
    name: 'Denver',
    code: 'den',
    timeZone: 'America/Denver',
    weight: 8,
    centre: { latitude: 39.7392, longitude: -104.9003 },
    radiusKm: 32,
    hotSpots: [
      hotSpot('Union Station', 39.7527, -105.0, 6),
      hotSpot('Denver airport', 39.8561, -104.6737, 5),
      hotSpot('Commerce City stadium', 39.8056, -104.8919, 5),
    ],
  },
]
