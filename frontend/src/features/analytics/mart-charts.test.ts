// @vitest-environment node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MartRows, martNames } from '@lakehouse/contracts/api/analytics.ts'
import { describe, expect, it } from 'vitest'
import { barItems, martCharts, timePoints } from './mart-charts.ts'

const rows = (names: string[], ...cells: (string | null)[][]): MartRows => ({
  query: '',
  question: '',
  state: 'live',
  cause: null,
  newest_event_time: null,
  committed_at: null,
  fetched_at: '2026-01-01T00:00:00Z',
  query_ms: 1,
  server_now: '2026-01-01T00:00:00Z',
  columns: names.map((name) => ({ name, type: 'varchar' })),
  rows: cells,
})

const revenue = martCharts.revenue_and_trips_hourly
const surge = martCharts.ride_surge

describe('a mart over time', () => {
  it('has a gap where a city has no row, and a number where it has', () => {
    if (revenue.kind !== 'time' || revenue.measures[1] === undefined) throw new Error('revenue is drawn over time')
    const data = rows(
      ['hour', 'city', 'trips'],
      ['2026-01-01T03:00:00.000000Z', 'b', '7'],
      ['2026-01-01T01:00:00.000000Z', 'a', '5'],
    )
    const points = timePoints(data, revenue, revenue.measures[1])
    expect(points.map(({ a, b }) => [a, b])).toEqual([
      [5, null],
      [null, null],
      [null, 7],
    ])
  })
})

it('names each band of surge, the highest for itself', () => {
  if (surge.kind !== 'bars') throw new Error('surge is drawn as bars')
  const data = rows(['surge_from', 'rides', 'average_fare'], ['1.25', '10', '9.50'], ['3.00', '2', null])
  expect(barItems(data, surge).map(({ label, value, note }) => [label, value, note])).toEqual([
    ['1.25× to 1.49×', 10, '$9.50 a trip'],
    ['3.00×', 2, 'none completed'],
  ])
})

it.each(martNames)('%s is drawn from columns that its query gives', (mart) => {
  const chart = martCharts[mart]
  const sql = readFileSync(join(import.meta.dirname, '../../../../trino/queries/marts', `${chart.view}.sql`), 'utf8')
  const read: string[] = []
  if (chart.kind === 'time') read.push('city', chart.at, ...chart.measures.map(({ column }) => column))
  else chart.item((column) => String(read.push(column)))
  for (const column of read) expect(sql).toMatch(new RegExp(`\\b${column}\\b`))
})
