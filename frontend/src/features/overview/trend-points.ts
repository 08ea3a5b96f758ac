import type { CityMinute, SurgeTrend } from '@lakehouse/contracts/api/overview.ts'
import { CITY_METRICS_WINDOW_S, SURGE_SLIDE_S } from '@lakehouse/contracts/semantics.ts'
import { onTimeGrid, type Point } from '../../components/chart/time-grid.ts'
import { totalsByWindow } from './figures.ts'

interface Span {
  /** Milliseconds; the newest moment is the server's. */
  readonly from: number
  readonly to: number
}

const surgeStepMs = SURGE_SLIDE_S * 1_000
const minuteMs = CITY_METRICS_WINDOW_S * 1_000

/** Mean surge of each city at each window's end. */
export function surgeByCity(rows: readonly SurgeTrend[], cities: readonly string[], span: Span): Point[] {
  return onTimeGrid(
    { ...span, step: surgeStepMs },
    cities,
    rows.map((row) => ({ at: Date.parse(row.window_end), series: row.city, value: Number(row.mean_surge) })),
  )
}

/** Mean and highest surge of one city's rows at each window's end. */
export function surgeOfCity(rows: readonly SurgeTrend[], span: Span): Point[] {
  return onTimeGrid(
    { ...span, step: surgeStepMs },
    ['mean', 'max'],
    rows.flatMap((row) => [
      { at: Date.parse(row.window_end), series: 'mean', value: Number(row.mean_surge) },
      { at: Date.parse(row.window_end), series: 'max', value: Number(row.max_surge) },
    ]),
  )
}

/** Demand and supply summed over the rows' cities at each window's end. */
export function demandAndSupply(rows: readonly SurgeTrend[], span: Span): Point[] {
  return onTimeGrid(
    { ...span, step: surgeStepMs },
    ['demand', 'supply'],
    totalsByWindow(rows).flatMap(({ at, demand, supply }) => [
      { at, series: 'demand', value: Number(demand) },
      { at, series: 'supply', value: Number(supply) },
    ]),
  )
}

/** One field of the minutes of each city. */
export function minutesByCity(
  rows: readonly CityMinute[],
  field: 'total_trips' | 'average_fare',
  cities: readonly string[],
  span: Span,
): Point[] {
  return onTimeGrid(
    { ...span, step: minuteMs },
    cities,
    rows.map((row) => ({ at: Date.parse(row.window_end), series: row.city, value: Number(row[field]) })),
  )
}
