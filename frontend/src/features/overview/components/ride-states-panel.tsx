import { type RideStatus, rideStatuses } from '@lakehouse/contracts/events/ride-event.ts'
import { CityName } from '../../../components/city-name.tsx'
import { arrange, type Column, formatSort, parseSort } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Count } from '../../../components/number.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { compareDecimals, sum } from '../../../lib/decimal.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { useCity } from '../../../lib/view.ts'
import { rideStatesQuery } from '../api/ride-states.ts'
import { useCities } from '../api/use-cities.ts'
import { inCity } from '../figures.ts'
import { noRides } from '../no-data.ts'
import { ShareBar } from './share-bar.tsx'

type CityStates = { readonly city: string } & Readonly<Record<RideStatus, string>>

const statusColors: Record<RideStatus, string> = {
  REQUESTED: 'var(--category-0)',
  ACCEPTED: 'var(--category-1)',
  COMPLETED: 'var(--category-2)',
  CANCELLED: 'var(--category-6)',
}

function columnsOf(colors: ReadonlyMap<string, string>): Column<CityStates>[] {
  const count = (id: RideStatus, header: string): Column<CityStates> => ({
    id,
    header,
    align: 'right',
    width: '94px',
    text: (row) => row[id],
    cell: (row) => <Count value={row[id]} />,
    compare: (a, b) => compareDecimals(a[id], b[id]),
  })
  return [
    {
      id: 'city',
      header: 'City',
      width: '138px',
      text: (row) => row.city,
      cell: (row) => <CityName city={row.city} color={colors.get(row.city)} />,
      compare: (a, b) => a.city.localeCompare(b.city),
    },
    {
      id: 'share',
      header: 'Shares',
      text: () => '',
      cell: (row) => (
        <ShareBar parts={rideStatuses.map((status) => ({ color: statusColors[status], value: Number(row[status]) }))} />
      ),
    },
    ...rideStatuses.map((status) => count(status, status.charAt(0) + status.slice(1).toLowerCase())),
  ]
}

/** How the last hour's rides stand, by city. */
export function RideStatesPanel() {
  const [city] = useCity()
  const [sortText, setSort] = useUrlState<string>('ride-sort', 'city')
  const { data, feed } = usePolledQuery(rideStatesQuery)
  const columns = columnsOf(useCities())
  const sort = parseSort(sortText)
  const byCity = Map.groupBy(inCity(data?.rows ?? [], city), (row) => row.city)
  const states = [...byCity].map(([name, rows]) => {
    const of = (status: RideStatus) => sum(rows.filter((row) => row.status === status).map((row) => row.rides))
    const counts = Object.fromEntries(rideStatuses.map((status) => [status, of(status)])) as Record<RideStatus, string>
    return { city: name, ...counts }
  })
  const rows = arrange(states, columns, sort, '')
  const exported = columns.filter((column) => column.id !== 'share')
  return (
    <Panel
      title="Ride states"
      meaning="Rides requested in the last hour by their newest state, late events included; each ride once."
      span={6}
      height={232}
      feeds={[feed]}
      empty={rows.length === 0 && noRides(city)}
      skeleton={<Skeleton rows={6} />}
      table={() => ({
        columns: exported.map((column) => column.header),
        rows: rows.map((row) => exported.map((column) => column.text(row))),
      })}
      tableInPlace={false}
    >
      <DataTable
        caption="Ride states by city"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.city}
        sort={sort}
        onSort={(next) => setSort(formatSort(next))}
        minWidth={570}
      />
    </Panel>
  )
}
