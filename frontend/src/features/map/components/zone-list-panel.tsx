import { arrange, type Column, formatSort, parseSort } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Count } from '../../../components/number.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { SurgeCell } from '../../../components/surge-cell.tsx'
import { Missing } from '../../../components/time.tsx'
import { compareDecimals } from '../../../lib/decimal.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { zoneName } from '../../../lib/zone-name.ts'
import { useMapView } from '../use-map-view.ts'
import { type ZoneRow, zoneRows } from '../zone-rows.ts'

const surgeOf = (row: ZoneRow) => row.window?.surge_multiplier ?? '0'
const demandOf = (row: ZoneRow) => row.window?.demand_count ?? '0'

const columns: Column<ZoneRow>[] = [
  {
    id: 'zone',
    header: 'Zone',
    term: 'zone',
    text: (row) => row.zone_id,
    cell: (row) => <code title={row.zone_id}>{zoneName(row.zone_id)}</code>,
    compare: (a, b) => (a.zone_id < b.zone_id ? -1 : 1),
  },
  {
    id: 'surge',
    header: 'Surge',
    term: 'surge multiplier',
    align: 'right',
    width: '72px',
    text: (row) => row.window?.surge_multiplier ?? '',
    cell: (row) => (row.window === null ? <Missing /> : <SurgeCell multiplier={row.window.surge_multiplier} />),
    compare: (a, b) => compareDecimals(surgeOf(a), surgeOf(b)) || compareDecimals(demandOf(a), demandOf(b)),
  },
  {
    id: 'demand',
    header: 'Demand',
    term: 'demand',
    align: 'right',
    width: '78px',
    text: (row) => row.window?.demand_count ?? '',
    cell: (row) => <Count value={row.window?.demand_count ?? null} />,
    compare: (a, b) => compareDecimals(demandOf(a), demandOf(b)),
  },
  {
    id: 'available',
    header: 'Free',
    align: 'right',
    width: '52px',
    text: (row) => String(row.available),
    compare: (a, b) => a.available - b.available,
  },
  {
    id: 'on-trip',
    header: 'On trip',
    align: 'right',
    width: '72px',
    text: (row) => String(row.on_trip),
    compare: (a, b) => a.on_trip - b.on_trip,
  },
]

/** The map as a table: each zone's window, and who is there. */
export function ZoneListPanel() {
  const { zones, drivers, surge, positions, city } = useMapView()
  const [zone, setZone] = useUrlState<string>('zone', '')
  const [sortText, setSort] = useUrlState<string>('zone-sort', 'surge:desc')
  const [filter, setFilter] = useUrlState<string>('zone-filter', '')
  const sort = parseSort(sortText)
  const all = zoneRows(zones, drivers)
  const rows = arrange(all, columns, sort, filter)
  return (
    <Panel
      title="Zones"
      meaning="Surge and demand of each zone in its newest closed window, and the drivers that are there by their newest pings: free ones (available) and those on a trip. Enter chooses a row; it is outlined on the map."
      span={4}
      height="clamp(440px, 100dvh - 172px, 1000px)"
      feeds={city === null ? [surge.feed] : [surge.feed, positions.feed]}
      empty={
        all.length === 0
          ? { why: 'No zone has a closed window or a driver.', next: 'Is the producer running, and the job "zones"?' }
          : rows.length === 0 && { why: `No zone matches "${filter}".`, next: 'Escape in the filter empties it.' }
      }
      skeleton={<Skeleton rows={12} />}
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
        rowKey={(row) => row.zone_id}
        sort={sort}
        onSort={(next) => setSort(formatSort(next))}
        selected={zone === '' ? null : zone}
        onSelect={(row) => setZone(row.zone_id === zone ? '' : row.zone_id)}
        minWidth={400}
      />
    </Panel>
  )
}
