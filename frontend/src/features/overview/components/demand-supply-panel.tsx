import { LazyTimeChart } from '../../../components/chart/lazy-time-chart.tsx'
import { pointsAsTable } from '../../../components/chart/points-as-table.ts'
import { isBlank } from '../../../components/chart/time-grid.ts'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useCity } from '../../../lib/view.ts'
import { SURGE_TREND_MINUTES, surgeTrendQuery } from '../api/surge-trend.ts'
import { inCity } from '../figures.ts'
import { noZones } from '../no-data.ts'
import { demandAndSupply } from '../trend-points.ts'
import { useSpan } from '../use-span.ts'

const series = [
  { id: 'demand', label: 'demand (rides)', color: 'var(--category-5)' },
  { id: 'supply', label: 'supply (drivers)', color: 'var(--category-4)', dash: '5 3' },
]
const format = (value: number) => value.toLocaleString()

/** Rides asked for against drivers available, over time. */
export function DemandSupplyPanel() {
  const [city] = useCity()
  const { data, feed } = usePolledQuery(surgeTrendQuery)
  const span = useSpan(data?.server_now, SURGE_TREND_MINUTES)
  const rows = inCity(data?.rows ?? [], city)
  const points = demandAndSupply(rows, span)
  return (
    <Panel
      title="Demand and supply"
      meaning={`Rides requested and drivers available in every closed 60 s window, summed over zones. Last ${span.minutes} min.`}
      span={6}
      height={232}
      feeds={[feed]}
      empty={isBlank(points) && noZones(city)}
      skeleton={<Skeleton height={200} />}
      table={() => pointsAsTable('window end', series, points)}
    >
      <LazyTimeChart
        label={`Demand and supply over the last ${span.minutes} minutes`}
        points={points}
        series={series}
        kind="line"
        unit="per 60 s window"
        format={format}
        syncId="windows"
      />
    </Panel>
  )
}
