import type { JobDetail } from '@lakehouse/contracts/api/jobs.ts'
import { CircleAlert, CircleCheck, Hourglass } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Missing, Time } from '../../../components/time.tsx'
import { formatBytes } from '../../../lib/number.ts'
import { formatDuration } from '../../../lib/time.ts'
import type { JobView } from '../job-view.ts'

type Checkpoint = JobDetail['checkpoints'][number]

const looks = {
  COMPLETED: { tone: 'ok', icon: CircleCheck },
  IN_PROGRESS: { tone: 'neutral', icon: Hourglass },
  FAILED: { tone: 'bad', icon: CircleAlert },
} as const

const columns: Column<Checkpoint>[] = [
  { id: 'id', header: 'Number', width: '80px', text: ({ id }) => String(id) },
  { id: 'kind', header: 'Kind', width: '100px', text: ({ kind }) => kind },
  {
    id: 'status',
    header: 'Status',
    width: '130px',
    text: ({ status }) => status,
    cell: ({ status, failure }) => (
      <Badge {...looks[status]} title={failure ?? undefined}>
        {status.toLowerCase().replace('_', ' ')}
      </Badge>
    ),
  },
  {
    id: 'at',
    header: 'Triggered',
    align: 'right',
    text: (one) => one.triggered_at,
    cell: (one) => <Time at={one.triggered_at} />,
  },
  {
    id: 'took',
    header: 'Took',
    align: 'right',
    text: (one) => String(one.duration_ms),
    cell: (one) => (one.status === 'COMPLETED' ? formatDuration(one.duration_ms) : <Missing />),
  },
  {
    id: 'bytes',
    header: 'State',
    align: 'right',
    text: (one) => String(one.state_bytes),
    cell: (one) => (one.status === 'COMPLETED' ? formatBytes(one.state_bytes) : <Missing />),
  },
]

/** The last checkpoints that Flink remembers. */
export function CheckpointsPanel({ job, detail, feed }: JobView) {
  const checkpoints = detail?.checkpoints ?? []
  return (
    <Panel
      title="Checkpoints"
      meaning="The newest checkpoints and savepoints of the job, as far as Flink remembers them: ten."
      span={6}
      height={280}
      feeds={[feed]}
      empty={
        checkpoints.length === 0 && {
          why: 'Flink remembers no checkpoint of this job.',
          next: 'A running job completes one every two seconds.',
        }
      }
      skeleton={<Skeleton rows={6} />}
      table={() => ({
        columns: columns.map((column) => column.header),
        rows: checkpoints.map((row) => columns.map((column) => column.text(row))),
      })}
      tableInPlace={false}
    >
      <DataTable
        caption={`Checkpoints of ${job}`}
        columns={columns}
        rows={checkpoints}
        rowKey={({ id }) => String(id)}
        minWidth={520}
      />
    </Panel>
  )
}
