import { jobsQuery } from '../../../lib/api/job-queries.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { JobListPanel } from './job-list-panel.tsx'
import { JobPanels } from './job-panels.tsx'

/** All jobs, and one of them in full: the first, until another is chosen. */
export function JobsPage() {
  const { data, feed } = usePolledQuery(jobsQuery)
  const [chosen, choose] = useUrlState<string>('job', '')
  const jobs = data?.jobs ?? []
  const shown = jobs.find(({ name }) => name === chosen) ?? jobs[0]
  return (
    <>
      <JobListPanel jobs={jobs} feed={feed} selected={shown?.name ?? null} onSelect={choose} />
      {shown && <JobPanels key={shown.name} job={shown.name} />}
    </>
  )
}
