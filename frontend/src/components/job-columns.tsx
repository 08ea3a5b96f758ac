import type { JobSummary } from '@lakehouse/contracts/api/system.ts'
import { formatDuration } from '../lib/time.ts'
import type { Column } from './data-table/column.ts'
import { JobState } from './job-state.tsx'
import { Age, Missing } from './time.tsx'

const at = (time: string | null) => (time === null ? null : Date.parse(time))

export const jobStateColumn: Column<JobSummary> = {
  id: 'state',
  header: 'State',
  width: '140px',
  text: (job) => job.state,
  cell: (job) => <JobState state={job.state} flinkJobId={job.flink_job_id} />,
}

/** How a job has run so far: since when, its newest completed checkpoint, its restarts. */
export const jobRunColumns: readonly Column<JobSummary>[] = [
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
