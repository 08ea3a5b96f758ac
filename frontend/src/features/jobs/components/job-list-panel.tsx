import type { JobSummary } from '@lakehouse/contracts/api/system.ts'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { jobRunColumns, jobStateColumn } from '../../../components/job-columns.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import type { Feed } from '../../../lib/polling/use-polled-query.ts'

const columns: Column<JobSummary>[] = [
  { id: 'name', header: 'Job', width: '120px', text: (job) => job.name, cell: (job) => <code>{job.name}</code> },
  jobStateColumn,
  {
    id: 'question',
    header: 'Answers',
    text: (job) => job.question,
    cell: (job) => <span title={job.question}>{job.question}</span>,
  },
  ...jobRunColumns,
]

interface JobListPanelProps {
  jobs: readonly JobSummary[]
  feed: Feed
  selected: string | null
  onSelect: (job: string) => void
}

/** Every job file with what Flink runs under its name; one of them is shown below. */
export function JobListPanel({ jobs, feed, selected, onSelect }: JobListPanelProps) {
  return (
    <Panel
      title="Jobs"
      meaning="Every file of flink/jobs with what Flink runs under its name. Choose one to see and steer it below."
      span={12}
      height={Math.max(132, 48 + 34 * jobs.length)}
      feeds={[feed]}
      empty={
        jobs.length === 0 && { why: 'There is no job file in flink/jobs.', next: 'Each .sql file there is one job.' }
      }
      skeleton={<Skeleton rows={2} />}
      table={() => ({
        columns: columns.map((column) => column.header),
        rows: jobs.map((row) => columns.map((column) => column.text(row))),
      })}
      tableInPlace={false}
    >
      <DataTable
        caption="Flink jobs"
        columns={columns}
        rows={jobs}
        rowKey={(job) => job.name}
        selected={selected}
        onSelect={(job) => onSelect(job.name)}
        minWidth={860}
      />
    </Panel>
  )
}
