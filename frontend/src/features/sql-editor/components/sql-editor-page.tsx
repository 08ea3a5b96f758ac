import { jobQuery, jobsQuery } from '../../../lib/api/job-queries.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { EditorPanels } from './editor-panels.tsx'
import { EditorPlaceholder } from './editor-placeholder.tsx'

/** The SQL of one job: written, checked while it is written, and brought in. */
export function SqlEditorPage() {
  const { data, feed } = usePolledQuery(jobsQuery)
  const [chosen, choose] = useUrlState<string>('job', '')
  const names = data?.jobs.map(({ name }) => name) ?? []
  const job = names.includes(chosen) ? chosen : names[0]
  if (job === undefined) return <EditorPlaceholder feed={feed} known={data !== undefined} />
  return <JobEditor key={job} job={job} names={names} onJob={choose} />
}

function JobEditor({ job, names, onJob }: { job: string; names: readonly string[]; onJob: (job: string) => void }) {
  const { data, feed } = usePolledQuery(jobQuery(job))
  if (data === undefined) return <EditorPlaceholder feed={feed} known={false} />
  return <EditorPanels detail={data} feed={feed} names={names} onJob={onJob} />
}
