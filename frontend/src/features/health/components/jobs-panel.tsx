import type { JobSummary } from '@lakehouse/contracts/api/system.ts'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { jobRunColumns } from '../../../components/job-columns.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { jobsQuery } from '../../../lib/api/job-queries.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'

const columns: Column<JobSummary>[] = [
  {
    id: 'name',
    header: 'Job',
    text: (job) => job.name,
    cell: (job) => <code title={job.question}>{job.name}</code>,
  },
  { id: 'state', header: 'State', width: '140px', text: (job) => job.state, cell: (job) => <JobState job={job} /> },
  ...jobRunColumns,
]

/** RUNNING is good; anything else that Flink may still change by itself is a warning; the rest needs somebody. */
function JobState({ job: { state, flink_job_id: id } }: { job: JobSummary }) {
  const passing = ['CREATED', 'INITIALIZING', 'RESTARTING', 'RECONCILING']
  const tone = state === 'RUNNING' ? 'ok' : passing.includes(state) ? 'warn' : 'bad'
  const icon = { ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert }[tone]
  return (
    <Badge tone={tone} icon={icon} title={id === null ? 'Flink knows no job of this name' : `Flink job ${id}`}>
      {state}
    </Badge>
  )
}

/** Is the pipeline all right: each job, its newest checkpoint and its restarts. */
export function JobsPanel() {
  const { data, feed } = usePolledQuery(jobsQuery)
  const rows = data?.jobs ?? []
  return (
    <Panel
      title="Jobs"
      meaning="Every job file with what Flink runs under its name: state, age and duration of the newest completed checkpoint, restarts since it was submitted."
      span={6}
      height={232}
      feeds={[feed]}
      empty={
        rows.length === 0 && { why: 'There is no job file in flink/jobs.', next: 'Each .sql file there is one job.' }
      }
      skeleton={<Skeleton rows={3} />}
      table={() => ({
        columns: columns.map((column) => column.header),
        rows: rows.map((row) => columns.map((column) => column.text(row))),
      })}
      tableInPlace={false}
    >
      <DataTable caption="Flink jobs" columns={columns} rows={rows} rowKey={(job) => job.name} minWidth={580} />
    </Panel>
  )
}
