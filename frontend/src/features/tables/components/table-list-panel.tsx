import type { TableSummary } from '@lakehouse/contracts/api/tables.ts'
import { CircleCheck, TriangleAlert, Wrench } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import { arrange, type Column, formatSort, parseSort } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age } from '../../../components/time.tsx'
import { formatBytes, formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { tablesQuery } from '../api/tables.ts'
import { useSnapshot, useTable } from '../view.ts'

const number = (value: number) => formatCount(String(value))
const newest = (row: TableSummary) => (row.newest_commit === null ? 0 : Date.parse(row.newest_commit.at))

const columns: Column<TableSummary>[] = [
  {
    id: 'table',
    header: 'Table',
    text: (row) => row.table,
    cell: (row) => <code title={row.table}>{row.table}</code>,
    compare: (a, b) => a.table.localeCompare(b.table),
  },
  { id: 'writing', header: 'Written as', width: '96px', text: (row) => row.writing },
  {
    id: 'health',
    header: 'Health',
    term: 'health score',
    width: '118px',
    text: (row) => String(row.health.score),
    cell: (row) => <HealthBadge row={row} />,
    compare: (a, b) => a.health.score - b.health.score,
  },
  {
    id: 'rows',
    header: 'Data rows',
    align: 'right',
    width: '104px',
    text: (row) => number(row.data_rows),
    compare: (a, b) => a.data_rows - b.data_rows,
  },
  {
    id: 'bytes',
    header: 'Size',
    align: 'right',
    width: '88px',
    text: (row) => formatBytes(row.bytes),
    compare: (a, b) => a.bytes - b.bytes,
  },
  {
    id: 'files',
    header: 'Data files',
    align: 'right',
    width: '92px',
    text: (row) => number(row.data_files),
    compare: (a, b) => a.data_files - b.data_files,
  },
  {
    id: 'deletes',
    header: 'Delete files',
    term: 'equality delete',
    align: 'right',
    width: '104px',
    text: (row) => number(row.delete_files),
    compare: (a, b) => a.delete_files - b.delete_files,
  },
  {
    id: 'snapshots',
    header: 'Snapshots',
    term: 'snapshot',
    align: 'right',
    width: '100px',
    text: (row) => number(row.snapshots),
    compare: (a, b) => a.snapshots - b.snapshots,
  },
  {
    id: 'commit',
    header: 'Newest commit',
    term: 'commit',
    align: 'right',
    width: '148px',
    text: (row) => row.newest_commit?.at ?? '',
    cell: (row) => (
      <>
        <Age at={row.newest_commit === null ? null : newest(row)} /> {row.newest_commit?.by}
      </>
    ),
    compare: (a, b) => newest(a) - newest(b),
  },
]

/** Healthy, due or being maintained: icon, word and points. */
function HealthBadge({ row }: { row: TableSummary }) {
  const { score } = row.health
  const due = row.due.map(({ action, why, waits }) => `${action}: ${why}${waits === null ? '' : `; ${waits}`}`)
  const title = due.length === 0 ? 'Nothing is due' : due.join('\n')
  if (row.running !== null) {
    return (
      <Badge tone="neutral" icon={Wrench} title={`Operation ${row.running} maintains it`}>
        {score} tended
      </Badge>
    )
  }
  const good = score >= 80
  return (
    <Badge tone={good ? 'ok' : score >= 50 ? 'warn' : 'bad'} icon={good ? CircleCheck : TriangleAlert} title={title}>
      {score} {good ? 'good' : score >= 50 ? 'due' : 'poor'}
    </Badge>
  )
}

/** Every Iceberg table; Enter or a click chooses the one that the page is about. */
export function TableListPanel() {
  const { data, feed } = usePolledQuery(tablesQuery)
  const [table, setTable] = useTable()
  const [, setSnapshot] = useSnapshot()
  const [filter, setFilter] = useUrlState<string>('filter', '')
  const [sort, setSort] = useUrlState<string>('sort', '')
  const rows = arrange(data?.tables ?? [], columns, parseSort(sort), filter)
  return (
    <Panel
      title="Tables"
      meaning="Every Iceberg table of the catalog, read from the metadata file of its newest commit. Data rows of a table of upserts include those that deletes take away again."
      span={12}
      height={320}
      feeds={[feed]}
      empty={
        (data?.tables ?? []).length === 0 && {
          why: 'The catalog has no table.',
          next: 'Flink makes them with the first job: npm run submit-job',
        }
      }
      skeleton={<Skeleton rows={8} />}
      table={() => ({
        columns: columns.map(({ header }) => header),
        rows: rows.map((row) => columns.map((column) => column.text(row))),
      })}
      tableInPlace={false}
      controls={
        <SearchField label="Filter tables" placeholder="Filter tables  /" value={filter} onChange={setFilter} />
      }
    >
      <DataTable
        caption="Iceberg tables"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.table}
        sort={parseSort(sort)}
        onSort={(next) => setSort(formatSort(next))}
        selected={table}
        onSelect={(row) => {
          setSnapshot('')
          setTable(row.table)
        }}
        minWidth={980}
      />
    </Panel>
  )
}
