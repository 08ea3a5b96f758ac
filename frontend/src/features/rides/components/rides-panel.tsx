import { type RideRow, rideSearchMinutes } from '@lakehouse/contracts/api/rides.ts'
import { rideStatuses } from '@lakehouse/contracts/events/ride-event.ts'
import { Button } from '../../../components/button.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import { arrange, type Column, formatSort, parseSort } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Money } from '../../../components/number.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { Select } from '../../../components/select.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Missing, Time } from '../../../components/time.tsx'
import { compareDecimals } from '../../../lib/decimal.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useSettled } from '../../../lib/use-settled.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { useCity } from '../../../lib/view.ts'
import { zoneName } from '../../../lib/zone-name.ts'
import { ridesQuery } from '../api/rides.ts'
import { RideStatusBadge } from './ride-status.tsx'
import styles from './rides-panel.module.css'

const TYPING_MS = 350
const HEIGHT = 'clamp(440px, 100dvh - 172px, 1200px)'
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const columns: Column<RideRow>[] = [
  {
    id: 'requested',
    header: 'Requested',
    width: '104px',
    text: (row) => row.requested_at,
    cell: (row) => <Time at={row.requested_at} />,
    compare: (a, b) => order(a.requested_at, b.requested_at),
  },
  {
    id: 'ride',
    header: 'Ride',
    width: '168px',
    text: (row) => row.ride_id,
    cell: (row) => (
      <>
        <code title={row.ride_id}>{row.ride_id}</code> <CopyButton text={row.ride_id} what="ride id" />
      </>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: '116px',
    text: (row) => row.status,
    cell: (row) => <RideStatusBadge status={row.status} />,
    compare: (a, b) => order(a.status, b.status),
  },
  { id: 'city', header: 'City', width: '118px', text: (row) => row.city, compare: (a, b) => order(a.city, b.city) },
  {
    id: 'fare',
    header: 'Fare',
    align: 'right',
    width: '88px',
    text: (row) => row.fare ?? '',
    cell: (row) => <Money value={row.fare} />,
    compare: (a, b) => compareDecimals(a.fare ?? '-1', b.fare ?? '-1'),
  },
  {
    id: 'zone',
    header: 'Zone',
    term: 'zone',
    width: '110px',
    text: (row) => row.zone_id,
    cell: (row) => <code title={row.zone_id}>{zoneName(row.zone_id)}</code>,
    compare: (a, b) => order(a.zone_id, b.zone_id),
  },
  {
    id: 'driver',
    header: 'Driver',
    width: '132px',
    text: (row) => row.driver_id ?? '',
    cell: (row) => (row.driver_id === null ? <Missing /> : <code title={row.driver_id}>{row.driver_id}</code>),
  },
  {
    id: 'updated',
    header: 'Changed',
    align: 'right',
    width: '96px',
    text: (row) => row.updated_at,
    cell: (row) => <Time at={row.updated_at} />,
    compare: (a, b) => order(a.updated_at, b.updated_at),
  },
]

const minutesLabel = (minutes: number) => (minutes < 60 ? `${minutes} min` : `${minutes / 60} h`)

/** Rides to search, filter and choose one to follow. */
export function RidesPanel() {
  const [city] = useCity()
  const [status, setStatus] = useUrlState<string>('state', '', rideStatuses)
  const [minutes, setMinutes] = useUrlState<string>('minutes', '15', rideSearchMinutes.map(String))
  const [text, setText] = useUrlState<string>('find', '')
  const [sortText, setSort] = useUrlState<string>('sort', '')
  const [ride, setRide] = useUrlState<string>('ride', '')
  const settled = useSettled(text.trim(), TYPING_MS)
  const { data, feed } = usePolledQuery(ridesQuery({ city: city ?? '', status, text: settled, minutes }))
  const sort = parseSort(sortText)
  const rows = arrange(data?.rows ?? [], columns, sort, '')
  return (
    <Panel
      title="Rides"
      meaning="Rides by when they were requested, each in its newest state, at most the newest 200 that match. Search by any part of a ride's, driver's, rider's or zone's id. Enter chooses the ride to follow."
      span={7}
      height={HEIGHT}
      feeds={[feed]}
      skeleton={<Skeleton rows={16} />}
      table={() => ({
        columns: [
          'ride_id',
          'rider_id',
          'driver_id',
          'city',
          'zone_id',
          'status',
          'fare',
          'requested_at',
          'updated_at',
        ],
        rows: rows.map((row) => [
          row.ride_id,
          row.rider_id,
          row.driver_id,
          row.city,
          row.zone_id,
          row.status,
          row.fare,
          row.requested_at,
          row.updated_at,
        ]),
      })}
      tableInPlace={false}
    >
      <div className={styles.body}>
        <div className={styles.filters}>
          <SearchField label="Find rides" placeholder="Part of an id  /" value={text} onChange={setText} />
          <Select
            label="State"
            hideLabel
            value={status}
            options={[
              { value: '', label: 'Any state' },
              ...rideStatuses.map((name) => ({ value: name as string, label: name })),
            ]}
            onChange={setStatus}
          />
          <Select
            label="Requested in the last"
            hideLabel
            value={minutes}
            options={rideSearchMinutes.map((one) => ({ value: String(one), label: `Last ${minutesLabel(one)}` }))}
            onChange={setMinutes}
          />
          <span className={styles.count}>{rows.length === 200 ? 'newest 200' : `${rows.length} rides`}</span>
        </div>
        {rows.length === 0 ? (
          <div className={styles.none}>
            <p>
              {text.trim() === ''
                ? 'No such ride was requested in this time. "npm run producer" makes rides.'
                : `No ride of the last ${minutesLabel(Number(minutes))} has "${text.trim()}" in an id.`}
            </p>
            {text.trim() !== '' && (
              <Button onClick={() => setRide(text.trim())}>Follow “{text.trim()}” as a whole ride id</Button>
            )}
          </div>
        ) : (
          <div className={styles.list}>
            <DataTable
              caption="Rides"
              columns={columns}
              rows={rows}
              rowKey={(row) => row.ride_id}
              sort={sort}
              onSort={(next) => setSort(formatSort(next))}
              selected={ride === '' ? null : ride}
              onSelect={(row) => setRide(row.ride_id === ride ? '' : row.ride_id)}
              minWidth={930}
            />
          </div>
        )}
      </div>
    </Panel>
  )
}
