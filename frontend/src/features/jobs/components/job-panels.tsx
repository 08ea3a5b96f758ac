import { jobQuery } from '../../../lib/api/job-queries.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { CheckpointsPanel } from './checkpoints-panel.tsx'
import { ExceptionsPanel } from './exceptions-panel.tsx'
import { JobPanel } from './job-panel.tsx'
import { SavepointsPanel } from './savepoints-panel.tsx'
import { SqlPanel } from './sql-panel.tsx'
import { VersionsPanel } from './versions-panel.tsx'

/** One job: what it is, what can be done with it, and everything that is known of it. */
export function JobPanels({ job }: { job: string }) {
  const { data, feed } = usePolledQuery(jobQuery(job))
  const shared = { job, detail: data, feed }
  return (
    <>
      <JobPanel {...shared} />
      <SqlPanel {...shared} />
      <VersionsPanel {...shared} />
      <SavepointsPanel {...shared} />
      <CheckpointsPanel {...shared} />
      <ExceptionsPanel {...shared} />
    </>
  )
}
