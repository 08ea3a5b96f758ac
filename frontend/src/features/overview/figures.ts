import type { CityMinute, RideStates, SurgeTrend, ZoneSurge } from '@lakehouse/contracts/api/overview.ts'
import { compareDecimals, maximum, product, sum, weightedMean } from '../../lib/decimal.ts'

/** Rows of one city, or all rows when no city is chosen. */
export function inCity<Row extends { readonly city: string }>(
  rows: readonly Row[],
  city: string | null,
): readonly Row[] {
  return city === null ? rows : rows.filter((row) => row.city === city)
}

/** The newest moment among rows, as the API wrote it; null of none. */
function newestWindowEnd(rows: readonly { readonly window_end: string }[]): string | null {
  return rows.reduce<string | null>(
    (newest, { window_end }) => (newest === null || window_end > newest ? window_end : newest),
    null,
  )
}

export interface SurgeFigures {
  readonly windowEnd: string
  readonly demand: string
  readonly supply: string
  /** Weighted by demand; null while nobody asks for a ride. */
  readonly meanSurge: string | null
  readonly maxSurge: string | null
  readonly surgingZones: number
  readonly zones: number
}

/**
 * Figures of the newest closed window. Zones whose newest window is older had neither demand nor supply in
 * this one, so they count as zero and are left out.
 */
export function surgeFigures(rows: readonly ZoneSurge[]): SurgeFigures | null {
  const windowEnd = newestWindowEnd(rows)
  if (windowEnd === null) return null
  const current = rows.filter((row) => row.window_end === windowEnd)
  return {
    windowEnd,
    demand: sum(current.map((row) => row.demand_count)),
    supply: sum(current.map((row) => row.supply_count)),
    meanSurge: weightedMean(
      current.map((row) => ({ value: row.surge_multiplier, weight: row.demand_count })),
      2,
    ),
    maxSurge: maximum(current.map((row) => row.surge_multiplier)),
    surgingZones: current.filter((row) => compareDecimals(row.surge_multiplier, '1') > 0).length,
    zones: current.length,
  }
}

/** Rides asked for or under way, of those requested in the last hour. */
export function activeRides(rows: readonly RideStates[]): string {
  return sum(rows.filter(({ status }) => status === 'REQUESTED' || status === 'ACCEPTED').map((row) => row.rides))
}

export interface MinuteFigures {
  readonly windowEnd: string
  /** The same moment in milliseconds. */
  readonly at: number
  readonly trips: string
  readonly averageFare: string | null
  /** Trips times average fare, summed over cities; the averages are kept to 6 decimals, so exact to the cent. */
  readonly grossFares: string
}

/** Figures of each closed minute, oldest first; a city without a row had no completed ride in that minute. */
export function figuresByMinute(rows: readonly CityMinute[]): MinuteFigures[] {
  return [...Map.groupBy(rows, (row) => row.window_end)]
    .map(([windowEnd, group]) => ({
      windowEnd,
      at: Date.parse(windowEnd),
      trips: sum(group.map((row) => row.total_trips)),
      averageFare: weightedMean(
        group.map((row) => ({ value: row.average_fare, weight: row.total_trips })),
        6,
      ),
      grossFares: sum(group.map((row) => product(row.average_fare, row.total_trips))),
    }))
    .sort((a, b) => a.at - b.at)
}

export interface WindowTotals {
  readonly at: number
  readonly demand: string
  readonly supply: string
  readonly meanSurge: string | null
  readonly maxSurge: string | null
}

/** Surge windows summed over the given cities' rows, oldest first. */
export function totalsByWindow(rows: readonly SurgeTrend[]): WindowTotals[] {
  const byWindow = Map.groupBy(rows, (row) => row.window_end)
  return [...byWindow]
    .map(([windowEnd, group]) => ({
      at: Date.parse(windowEnd),
      demand: sum(group.map((row) => row.demand_count)),
      supply: sum(group.map((row) => row.supply_count)),
      meanSurge: weightedMean(
        group.map((row) => ({ value: row.mean_surge, weight: row.demand_count })),
        2,
      ),
      maxSurge: maximum(group.map((row) => row.max_surge)),
    }))
    .sort((a, b) => a.at - b.at)
}
