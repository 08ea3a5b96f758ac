import type { jobSummary } from '@lakehouse/contracts/api/system.ts'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import type { z } from 'zod'
import { Badge } from '../../../components/badge.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age, Missing } from '../../../components/time.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { formatDuration } from '../../../lib/time.ts'
import { jobsQuery } from '../api/jobs.ts'

type JobSummary = z.infer<typeof jobSummary>

const at = (time: string | null) => (time === null ? null : Date.parse(time))

const columns: Column<JobSummary>[] = [
  {
    id: 'name',
    header: 'Job',
    text: (job) => job.name,
    cell: (job) => <code title={job.question}>{job.name}</code>,
  },
  { id: 'state', header: 'State', width: '140px', text: (job) => job.state, cell: (job) => <JobState job={job} /> },
  {
    id: 'started',
    header: 'Running for',
    align: 'right',
    width: '106px',
    text: (job) => job.started_at ?? '',
    cell: (job) => <Age at={at(job.started_at)} />,
  },
  {
    id: 'checkpoint',
    header: 'Checkpoint',
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
