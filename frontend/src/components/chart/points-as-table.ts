import type { TableData } from '../panel/plain-table.tsx'
import type { Series } from './time-chart.tsx'
import type { Point } from './time-grid.ts'

/** The numbers of a chart, newest first; times in UTC, missing values empty. */
export function pointsAsTable(moment: string, series: readonly Series[], points: readonly Point[]): TableData {
  return {
    columns: [`${moment} (UTC)`, ...series.map(({ label }) => label)],
    rows: points.toReversed().map((point) => [
      new Date(point.at).toISOString().slice(0, 19).replace('T', ' '),
      ...series.map(({ id }) => {
        const value = point[id]
        return value == null ? null : String(value)
      }),
    ]),
  }
}
