import type { TableFreshness } from '@lakehouse/contracts/api/overview.ts'
import { CircleAlert, CircleCheck, CircleDashed, Minus, TriangleAlert } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age } from '../../../components/time.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useNow } from '../../../lib/use-now.ts'
import { tableFreshnessQuery } from '../api/table-freshness.ts'
import { freshnessVerdict, type Verdict } from '../table-cadence.ts'

const verdicts = {
  fresh: { tone: 'ok', icon: CircleCheck, word: 'Fresh' },
  slow: { tone: 'warn', icon: TriangleAlert, word: 'Slow' },
  old: { tone: 'bad', icon: CircleAlert, word: 'Old' },
  idle: { tone: 'neutral', icon: Minus, word: 'When any' },
  never: { tone: 'neutral', icon: CircleDashed, word: 'No rows yet' },
} as const satisfies Record<Verdict, object>

const at = (time: string | null) => (time === null ? null : Date.parse(time))

function columnsOf(now: number): Column<TableFreshness>[] {
  return [
    { id: 'table', header: 'Table', text: (row) => row.table_name, cell: (row) => <code>{row.table_name}</code> },
    {
      id: 'event',
      header: 'Newest event',
      align: 'right',
      width: '118px',
      text: (row) => row.newest_event_time ?? '',
      cell: (row) => <Age at={at(row.newest_event_time)} />,
    },
    {
      id: 'commit',
      header: 'Newest commit',
      align: 'right',
      width: '126px',
      text: (row) => row.committed_at ?? '',
      cell: (row) => <Age at={at(row.committed_at)} />,
    },
    {
      id: 'verdict',
      header: 'State',
      width: '132px',
      text: (row) => freshnessVerdict(row.table_name, at(row.newest_event_time), now),
      cell: (row) => {
        const { tone, icon, word } = verdicts[freshnessVerdict(row.table_name, at(row.newest_event_time), now)]
        return (
          <Badge tone={tone} icon={icon}>
            {word}
          </Badge>
        )
      },
    },
  ]
}

/** How far behind each table is. */
export function TableFreshnessPanel() {
  const { data, feed } = usePolledQuery(tableFreshnessQuery)
  const now = useNow()
  // Of stale numbers it is known only how fresh the tables were when they were read.
  const columns = columnsOf(feed.state.kind === 'live' ? now : (feed.freshness?.fetched ?? now))
  const rows = data?.rows ?? []
  return (
    <Panel
      title="Table freshness"
      meaning="Age of the newest event and of the newest commit in every Iceberg table. Closed minutes are up to a minute old by nature; late events and dead letters come only when there are any."
      span={6}
      height={300}
      feeds={[feed]}
      empty={
        rows.length === 0 && {
          why: 'There is no Iceberg table yet.',
          next: 'The jobs create them: "npm run submit-job" submits all of them.',
        }
      }
      skeleton={<Skeleton rows={8} />}
      table={() => ({
        columns: columns.map((column) => column.header),
        rows: rows.map((row) => columns.map((column) => column.text(row))),
      })}
      tableInPlace={false}
    >
      <DataTable
        caption="Freshness of the Iceberg tables"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.table_name}
        minWidth={560}
      />
    </Panel>
  )
}
