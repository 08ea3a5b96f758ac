import { LazyTimeChart } from '../../../components/chart/lazy-time-chart.tsx'
import { pointsAsTable } from '../../../components/chart/points-as-table.ts'
import { isBlank } from '../../../components/chart/time-grid.ts'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { formatMoney } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useCity } from '../../../lib/view.ts'
import { cityMetricsQuery } from '../api/city-metrics.ts'
import { useCities } from '../api/use-cities.ts'
import { citySeries } from '../city-series.ts'
import { inCity } from '../figures.ts'
import { noMinutes } from '../no-data.ts'
import { minutesByCity } from '../trend-points.ts'
import { useSpan } from '../use-span.ts'

interface Measure {
  title: string
  meaning: string
  field: 'total_trips' | 'average_fare'
  kind: 'line' | 'stacked-bars'
  unit: string
  format: (value: number) => string
  axisFormat: (value: number) => string
}

export const tripsPerMinute: Measure = {
  title: 'Trips per minute',
  meaning: 'Rides completed in every closed minute, each ride once.',
  field: 'total_trips',
  kind: 'stacked-bars',
  unit: 'trips per minute',
  format: (value) => value.toLocaleString(),
  axisFormat: (value) => value.toLocaleString(),
}

export const averageFare: Measure = {
  title: 'Average fare',
  meaning: 'Mean fare of the rides completed in every closed minute, surge included.',
  field: 'average_fare',
  kind: 'line',
  unit: 'US dollars per trip',
  format: (value) => formatMoney(String(value)),
  axisFormat: (value) => value.toLocaleString(),
}

/** One measure of the closed minutes, by city. */
export function MinutesPanel({ measure }: { measure: Measure }) {
  const [city] = useCity()
  const { data, feed } = usePolledQuery(cityMetricsQuery)
  const colors = useCities()
  const span = useSpan(data?.server_now, 60)
  const rows = inCity(data?.rows ?? [], city)
  const series = citySeries(rows, colors)
  const points = minutesByCity(
    rows,
    measure.field,
    series.map(({ id }) => id),
    span,
  )
  return (
    <Panel
      title={measure.title}
      meaning={`${measure.meaning} Last ${span.minutes} min.`}
      span={6}
      height={232}
      feeds={[feed]}
      empty={isBlank(points) && noMinutes(city)}
      skeleton={<Skeleton height={200} />}
      table={() => pointsAsTable('minute to', series, points)}
    >
      <LazyTimeChart
        label={`${measure.title} over the last ${span.minutes} minutes`}
        points={points}
        series={series}
        kind={measure.kind}
        unit={measure.unit}
        format={measure.format}
        axisFormat={measure.axisFormat}
        syncId="minutes"
      />
    </Panel>
  )
}
