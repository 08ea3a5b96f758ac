import { between, distanceKm, type Point } from './geometry.ts'

interface Waypoint {
  readonly at: number
  readonly position: Point
}

/** Where somebody is at any moment: straight lines between waypoints, standing still before the first and after the last. */
export class Route {
  readonly #waypoints: readonly Waypoint[]

  private constructor(waypoints: readonly Waypoint[]) {
    this.#waypoints = waypoints
  }

  /** A drive through these positions, starting at `startsAt` (ms), at a speed in km/h. */
  static drive(startsAt: number, speed: number, positions: readonly Point[]): Route {
    let at = startsAt
    return new Route(
      positions.map((position, index) => {
        const before = positions[index - 1]
        if (before !== undefined) at += Math.max(1, Math.round((distanceKm(before, position) / speed) * 3_600_000))
        return { at, position }
      }),
    )
  }

  /** When the n-th position is reached, ms; the last one when there is no such position. */
  reaches(index: number): number {
    const waypoint = this.#waypoints[index] ?? this.#waypoints.at(-1)
    return waypoint?.at ?? 0
  }

  get endsAt(): number {
    return this.reaches(this.#waypoints.length - 1)
  }

  positionAt(now: number): Point {
    let from: Waypoint | undefined
    for (const to of this.#waypoints) {
      if (now < to.at) return from === undefined ? to.position : along(from, to, now)
      from = to
    }
    if (from === undefined) throw new Error('a route has at least one position')
    return from.position
  }
}

function along(from: Waypoint, to: Waypoint, now: number): Point {
  return between(from.position, to.position, (now - from.at) / (to.at - from.at))
}
