import type { MartName } from '@lakehouse/contracts/api/analytics.ts'
import { BarList } from '../../../components/chart/bar-list.tsx'
import { LazyTimeChart } from '../../../components/chart/lazy-time-chart.tsx'
import { pointsAsTable } from '../../../components/chart/points-as-table.ts'
import { Panel } from '../../../components/panel/panel.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { useCityColors } from '../../../lib/city-color.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { MART_PACE_MS, martRowsQuery } from '../api/analytics.ts'
import { barItems, citiesOf, type MartChart, martCharts, timePoints } from '../mart-charts.ts'

const EMPTY = {
  why: 'The mart is published and has no row.',
  next: 'Rides must have been completed before a build; build again in a minute.',
}

/** A mart as a chart. */
export function MartPanel({ mart }: { mart: MartName }) {
  const chart = martCharts[mart]
  return chart.kind === 'time' ? <OverTime mart={mart} chart={chart} /> : <Bars mart={mart} chart={chart} />
}

function OverTime({ mart, chart }: { mart: MartName; chart: Extract<MartChart, { kind: 'time' }> }) {
  const [column, setColumn] = useUrlState<string>(
    'measure',
    '',
    chart.measures.map((one) => one.column),
  )
  const measure = chart.measures.find((one) => one.column === column) ?? chart.measures[0]
  const { data, feed } = usePolledQuery(martRowsQuery(chart.view), MART_PACE_MS)
  const cities = data === undefined ? [] : citiesOf(data)
  const colors = useCityColors(cities)
  const series = cities.map((city) => ({ id: city, label: city, color: colors.get(city) ?? 'var(--text)' }))
  if (measure === undefined) throw new Error(`${mart} has nothing to draw`)
  const points = data === undefined ? [] : timePoints(data, chart, measure)
  return (
    <Panel
      title={title(mart)}
      meaning={data?.question ?? 'A published mart, by city.'}
      span={12}
      height={300}
      feeds={[feed]}
      empty={points.length === 0 && EMPTY}
      skeleton={<Skeleton height={240} />}
      table={() => pointsAsTable(chart.moment, series, points)}
      controls={
        <Segmented
          label="Measure"
          value={measure.column}
          options={chart.measures.map((one) => ({ value: one.column, label: one.label }))}
          onChange={setColumn}
        />
      }
    >
      <LazyTimeChart
        label={`${measure.label} by city`}
        points={points}
        series={series}
        kind={measure.kind}
        unit={measure.unit}
        format={measure.format}
        axisFormat={measure.axisFormat ?? measure.format}
        syncId={chart.view}
        moment={chart.moment}
        {...(measure.domain === undefined ? {} : { domain: measure.domain })}
      />
    </Panel>
  )
}

function Bars({ mart, chart }: { mart: MartName; chart: Extract<MartChart, { kind: 'bars' }> }) {
  const { data, feed } = usePolledQuery(martRowsQuery(chart.view), MART_PACE_MS)
  return (
    <Panel
      title={title(mart)}
      meaning={data?.question ?? 'A published mart, summed up.'}
      span={12}
      height={300}
      feeds={[feed]}
      empty={data?.rows.length === 0 && EMPTY}
      skeleton={<Skeleton rows={6} />}
      table={() => ({ columns: (data?.columns ?? []).map(({ name }) => name), rows: data?.rows ?? [] })}
    >
      <BarList label={data?.question ?? title(mart)} items={data === undefined ? [] : barItems(data, chart)} />
    </Panel>
  )
}

/** `Driver payouts daily` of `driver_payouts_daily`. */
export const title = (mart: MartName) => (mart[0] ?? '').toUpperCase() + mart.slice(1).replaceAll('_', ' ')
