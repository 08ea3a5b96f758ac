import { LazyTimeChart } from '../../../components/chart/lazy-time-chart.tsx'
import { pointsAsTable } from '../../../components/chart/points-as-table.ts'
import { isBlank } from '../../../components/chart/time-grid.ts'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useCity } from '../../../lib/view.ts'
import { SURGE_TREND_MINUTES, surgeTrendQuery } from '../api/surge-trend.ts'
import { useCities } from '../api/use-cities.ts'
import { citySeries } from '../city-series.ts'
import { inCity } from '../figures.ts'
import { noZones } from '../no-data.ts'
import { surgeByCity, surgeOfCity } from '../trend-points.ts'
import { useSpan } from '../use-span.ts'

const format = (value: number) => `${value.toFixed(2)}×`

/** How surge went: mean per city, or mean and highest of the chosen one. */
export function SurgeTrendPanel() {
  const [city] = useCity()
  const { data, feed } = usePolledQuery(surgeTrendQuery)
  const colors = useCities()
  const span = useSpan(data?.server_now, SURGE_TREND_MINUTES)
  const rows = inCity(data?.rows ?? [], city)
  const series =
    city === null
      ? citySeries(rows, colors)
      : [
          { id: 'mean', label: 'mean', color: 'var(--category-4)' },
          { id: 'max', label: 'highest zone', color: 'var(--category-5)', dash: '5 3' },
        ]
  const points =
    city === null
      ? surgeByCity(
          rows,
          series.map(({ id }) => id),
          span,
        )
      : surgeOfCity(rows, span)
  return (
    <Panel
      title="Surge"
      meaning={`Surge multiplier of every closed 60 s window, one each 10 s, weighted by demand. Last ${span.minutes} min.`}
      span={6}
      height={232}
      feeds={[feed]}
      empty={isBlank(points) && noZones(city)}
      skeleton={<Skeleton height={200} />}
      table={() => pointsAsTable('window end', series, points)}
    >
      <LazyTimeChart
        label={`Surge over the last ${span.minutes} minutes`}
        points={points}
        series={series}
        kind="line"
        unit={city === null ? 'mean multiplier' : 'multiplier'}
        format={format}
        domain={[1, 3]}
        syncId="windows"
      />
    </Panel>
  )
}
