import type { ZoneSurge } from '@lakehouse/contracts/api/overview.ts'
import { CityName } from '../../../components/city-name.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import { arrange, type Column, formatSort, parseSort } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Count } from '../../../components/number.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { SurgeCell } from '../../../components/surge-cell.tsx'
import { Time } from '../../../components/time.tsx'
import { compareDecimals } from '../../../lib/decimal.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { useCity } from '../../../lib/view.ts'
import { zoneName } from '../../../lib/zone-name.ts'
import { useCities } from '../api/use-cities.ts'
import { zoneSurgeQuery } from '../api/zone-surge.ts'
import { inCity } from '../figures.ts'
import { noZones } from '../no-data.ts'

function columnsOf(colors: ReadonlyMap<string, string>): Column<ZoneSurge>[] {
  return [
    {
      id: 'city',
      header: 'City',
      text: (row) => row.city,
      cell: (row) => <CityName city={row.city} color={colors.get(row.city)} />,
      compare: (a, b) => a.city.localeCompare(b.city),
    },
    {
      id: 'zone',
      header: 'Zone',
      term: 'zone',
      width: '130px',
      text: (row) => row.zone_id,
      cell: (row) => (
        <>
          <code title={row.zone_id}>{zoneName(row.zone_id)}</code> <CopyButton text={row.zone_id} what="zone id" />
        </>
      ),
      compare: (a, b) => (a.zone_id < b.zone_id ? -1 : 1),
    },
    {
      id: 'surge',
      header: 'Surge',
      term: 'surge multiplier',
      align: 'right',
      width: '78px',
      text: (row) => row.surge_multiplier,
      cell: (row) => <SurgeCell multiplier={row.surge_multiplier} />,
      compare: (a, b) =>
        compareDecimals(a.surge_multiplier, b.surge_multiplier) || compareDecimals(a.demand_count, b.demand_count),
    },
    {
      id: 'demand',
      header: 'Demand',
      term: 'demand',
      align: 'right',
      width: '84px',
      text: (row) => row.demand_count,
      cell: (row) => <Count value={row.demand_count} />,
      compare: (a, b) => compareDecimals(a.demand_count, b.demand_count),
    },
    {
      id: 'supply',
      header: 'Supply',
      term: 'supply',
      align: 'right',
      width: '78px',
      text: (row) => row.supply_count,
      cell: (row) => <Count value={row.supply_count} />,
      compare: (a, b) => compareDecimals(a.supply_count, b.supply_count),
    },
    {
      id: 'window',
      header: 'Until',
      term: 'surge window',
      align: 'right',
      width: '88px',
      text: (row) => row.window_end,
      cell: (row) => <Time at={row.window_end} />,
      compare: (a, b) => (a.window_end < b.window_end ? -1 : a.window_end > b.window_end ? 1 : 0),
    },
  ]
}

/** Every zone's numbers, to sort, filter and choose from. */
export function ZoneTablePanel() {
  const [city] = useCity()
  const [zone, setZone] = useUrlState<string>('zone', '')
  const [sortText, setSort] = useUrlState<string>('zone-sort', 'surge:desc')
  const [filter, setFilter] = useUrlState<string>('zone-filter', '')
  const { data, feed } = usePolledQuery(zoneSurgeQuery)
  const columns = columnsOf(useCities())
  const sort = parseSort(sortText)
  const all = inCity(data?.rows ?? [], city)
  const rows = arrange(all, columns, sort, filter)
  return (
    <Panel
      title="Zones"
      meaning="Demand, supply and surge of every zone in its newest closed window of the last 5 minutes. Enter chooses a row; it is outlined on the map."
      span={6}
      height={420}
      feeds={[feed]}
      empty={
        all.length === 0
          ? noZones(city)
          : rows.length === 0 && { why: `No zone matches "${filter}".`, next: 'Escape in the filter empties it.' }
      }
      skeleton={<Skeleton rows={10} />}
      table={() => ({
        columns: columns.map((column) => column.header),
        rows: rows.map((row) => columns.map((column) => column.text(row))),
      })}
      tableInPlace={false}
      controls={<SearchField label="Filter zones" placeholder="Filter  /" value={filter} onChange={setFilter} />}
    >
      <DataTable
        caption="Zones"
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.city}/${row.zone_id}`}
        sort={sort}
        onSort={(next) => setSort(formatSort(next))}
        selected={keyOf(rows, zone)}
        onSelect={(row) => setZone(row.zone_id === zone ? '' : row.zone_id)}
        minWidth={560}
      />
    </Panel>
  )
}

function keyOf(rows: readonly ZoneSurge[], zone: string): string | null {
  const row = rows.find((one) => one.zone_id === zone)
  return row ? `${row.city}/${row.zone_id}` : null
}
