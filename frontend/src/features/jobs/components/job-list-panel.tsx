import type { JobSummary } from '@lakehouse/contracts/api/system.ts'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age, Missing } from '../../../components/time.tsx'
import type { Feed } from '../../../lib/polling/use-polled-query.ts'
import { formatDuration } from '../../../lib/time.ts'
import { JobState } from './job-state.tsx'

const at = (time: string | null) => (time === null ? null : Date.parse(time))

const columns: Column<JobSummary>[] = [
  { id: 'name', header: 'Job', width: '120px', text: (job) => job.name, cell: (job) => <code>{job.name}</code> },
  {
    id: 'state',
    header: 'State',
    width: '140px',
    text: (job) => job.state,
    cell: (job) => <JobState state={job.state} />,
  },
  {
    id: 'question',
    header: 'Answers',
    text: (job) => job.question,
    cell: (job) => <span title={job.question}>{job.question}</span>,
  },
  {
    id: 'started',
    header: 'Running for',
    align: 'right',
    width: '110px',
    text: (job) => job.started_at ?? '',
    cell: (job) => <Age at={at(job.started_at)} />,
  },
  {
    id: 'checkpoint',
    header: 'Checkpoint',
    term: 'checkpoint',
    align: 'right',
    width: '104px',
    text: (job) => job.last_checkpoint_at ?? '',
    cell: (job) => <Age at={at(job.last_checkpoint_at)} />,
  },
  {
    id: 'took',
    header: 'Took',
    align: 'right',
    width: '84px',
    text: (job) => (job.last_checkpoint_ms === null ? '' : String(job.last_checkpoint_ms)),
    cell: (job) => (job.last_checkpoint_ms === null ? <Missing /> : formatDuration(job.last_checkpoint_ms)),
  },
  {
    id: 'restarts',
    header: 'Restarts',
    align: 'right',
    width: '82px',
    text: (job) => (job.restarts === null ? '' : String(job.restarts)),
    cell: (job) => job.restarts ?? <Missing />,
  },
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
