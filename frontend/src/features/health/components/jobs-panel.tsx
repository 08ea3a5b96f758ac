import type { JobSummary } from '@lakehouse/contracts/api/system.ts'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { jobRunColumns, jobStateColumn } from '../../../components/job-columns.tsx'
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
  jobStateColumn,
  ...jobRunColumns,
]

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
