import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import type { Feed } from '../../../lib/polling/use-polled-query.ts'

/** Where the editor will stand once there is a job to edit. */
export function EditorPlaceholder({ feed, known }: { feed: Feed; known: boolean }) {
  return (
    <Panel
      title="SQL"
      meaning="The job's own file."
      span={12}
      height={480}
      feeds={[feed]}
      empty={known && { why: 'There is no job file in flink/jobs.', next: 'Each .sql file there is one job.' }}
      skeleton={<Skeleton rows={14} />}
    >
      {null}
    </Panel>
  )
}
