import type { MartName, MartRows, MartView } from '@lakehouse/contracts/api/analytics.ts'
import type { BarItem } from '../../components/chart/bar-list.tsx'
import { onTimeGrid, type Point } from '../../components/chart/time-grid.ts'
import { formatCount, formatMoney } from '../../lib/number.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** A chart draws at most this many moments of each series, the newest ones. */
const MOST_MOMENTS = 600

export interface Measure {
  readonly column: string
  readonly label: string
  readonly unit: string
  readonly kind: 'line' | 'stacked-bars'
  readonly format: (value: number) => string
  /** Shorter, where room is scarce. */
  readonly axisFormat?: (value: number) => string
  readonly domain?: readonly [number, number]
}

/** How a mart is drawn: over time by city, or as bars. */
export type MartChart =
  | {
      readonly kind: 'time'
      readonly view: MartView
      readonly at: string
      readonly stepMs: number
      readonly moment: string
      readonly measures: readonly Measure[]
    }
  | { readonly kind: 'bars'; readonly view: MartView; readonly item: (cell: (column: string) => string) => BarItem }

const count = (value: number) => value.toLocaleString()
const money = (value: number) => formatMoney(String(value))
/** `12K`: the unit stands above the axis. */
const short = (value: number) => value.toLocaleString(undefined, { notation: 'compact' })
const percent = (value: number) => `${(100 * value).toFixed(1)} %`
const surge = (value: number) => `${value.toFixed(2)}×`
const seconds = (value: number) => `${value.toFixed(1)} s`
const kilometres = (value: number) => `${value.toFixed(2)} km`

const hourly = { kind: 'time', at: 'hour', stepMs: HOUR_MS, moment: 'hour from' } as const
const share = {
  kind: 'line',
  unit: 'share',
  format: percent,
  axisFormat: (value: number) => `${Math.round(100 * value)} %`,
  domain: [0, 1],
} as const

export const martCharts: Readonly<Record<MartName, MartChart>> = {
  revenue_and_trips_hourly: {
    ...hourly,
    view: 'revenue_and_trips_hourly',
    measures: [
      {
        column: 'fares',
        label: 'Fares',
        unit: 'US dollars per hour',
        kind: 'stacked-bars',
        format: money,
        axisFormat: short,
      },
      { column: 'trips', label: 'Trips', unit: 'trips per hour', kind: 'stacked-bars', format: count },
      {
        column: 'average_fare',
        label: 'Average fare',
        unit: 'US dollars per trip',
        kind: 'line',
        format: money,
        axisFormat: short,
      },
      {
        column: 'commission',
        label: 'Commission',
        unit: 'US dollars per hour',
        kind: 'stacked-bars',
        format: money,
        axisFormat: short,
      },
    ],
  },
  driver_payouts_daily: {
    kind: 'bars',
    view: 'payouts_by_day',
    item: (cell) => ({
      label: cell('day'),
      value: Number(cell('payout')),
      text: formatMoney(cell('payout')),
      note: `to ${formatCount(cell('drivers'))} drivers, median ${formatMoney(cell('median_payout'))}, highest ${formatMoney(cell('highest_payout'))}`,
    }),
  },
  ride_surge: {
    kind: 'bars',
    view: 'rides_by_surge',
    item: (cell) => ({
      label: surgeBand(cell('surge_from')),
      value: Number(cell('rides')),
      text: `${formatCount(cell('rides'))} rides`,
      note: cell('average_fare') === '' ? 'none completed' : `${formatMoney(cell('average_fare'))} a trip`,
    }),
  },
  zone_surge_history: {
    kind: 'time',
    view: 'zone_surge_by_city',
    at: 'minute',
    stepMs: MINUTE_MS,
    moment: 'minute from',
    measures: [
      {
        column: 'mean_surge',
        label: 'Mean surge',
        unit: 'mean by demand',
        kind: 'line',
        format: surge,
        domain: [1, 3],
      },
      {
        column: 'highest_surge_multiplier',
        label: 'Highest surge',
        unit: 'multiplier',
        kind: 'line',
        format: surge,
        domain: [1, 3],
      },
      { column: 'demand_count', label: 'Demand', unit: 'requests per minute', kind: 'stacked-bars', format: count },
      { column: 'supply_count', label: 'Supply', unit: 'drivers in zones', kind: 'stacked-bars', format: count },
    ],
  },
  match_quality: {
    ...hourly,
    view: 'match_quality',
    measures: [
      { ...share, column: 'agreement', label: 'Agreement' },
      { ...share, column: 'matched_share', label: 'Matched' },
      { column: 'p95_distance_km', label: 'Distance, p95', unit: 'kilometres', kind: 'line', format: kilometres },
    ],
  },
  ride_funnel: {
    ...hourly,
    view: 'ride_funnel',
    measures: [
      { column: 'requested', label: 'Requested', unit: 'rides per hour', kind: 'stacked-bars', format: count },
      { ...share, column: 'accepted_share', label: 'Accepted' },
      { ...share, column: 'completed_share', label: 'Completed' },
      { column: 'p95_wait_seconds', label: 'Wait, p95', unit: 'seconds', kind: 'line', format: seconds },
    ],
  },
  driver_utilisation: {
    kind: 'bars',
    view: 'drivers_by_utilisation',
    item: (cell) => ({
      label: `${cell('percent_from')} to ${Number(cell('percent_from')) + 10} % busy`,
      value: Number(cell('drivers')),
      text: `${formatCount(cell('drivers'))} drivers`,
      note: `${formatCount(cell('rides'))} rides`,
    }),
  },
}

/** `1.25× to 1.49×`: what a quarter step holds. */
function surgeBand(from: string): string {
  const low = Number(from)
  return low >= 3 ? '3.00×' : `${low.toFixed(2)}× to ${(low + 0.24).toFixed(2)}×`
}

/** A cell by its column's name; empty where there is none. */
function cellsOf({ columns }: Pick<MartRows, 'columns'>) {
  const index = new Map(columns.map(({ name }, position) => [name, position]))
  return (row: MartRows['rows'][number]) => (column: string) => row[index.get(column) ?? -1] ?? ''
}

/** The cities of the rows, in order of name. */
export function citiesOf(data: MartRows): string[] {
  const read = cellsOf(data)
  return [...new Set(data.rows.map((row) => read(row)('city')))].sort()
}

/** One measure over time, a series per city, with gaps where a city has no row. */
export function timePoints(data: MartRows, chart: Extract<MartChart, { kind: 'time' }>, measure: Measure): Point[] {
  const read = cellsOf(data)
  const values = data.rows.flatMap((row) => {
    const cell = read(row)
    const text = cell(measure.column)
    return text === '' ? [] : [{ at: Date.parse(cell(chart.at)), series: cell('city'), value: Number(text) }]
  })
  if (values.length === 0) return []
  const to = values.reduce((latest, { at }) => Math.max(latest, at), Number.NEGATIVE_INFINITY)
  const first = values.reduce((earliest, { at }) => Math.min(earliest, at), Number.POSITIVE_INFINITY)
  const from = Math.max(first, to - (MOST_MOMENTS - 1) * chart.stepMs)
  return onTimeGrid({ from, to, step: chart.stepMs }, citiesOf(data), values)
}

/** The bars of a view, in its order. */
export function barItems(data: MartRows, chart: Extract<MartChart, { kind: 'bars' }>): BarItem[] {
  const read = cellsOf(data)
  return data.rows.map((row) => chart.item(read(row)))
}
