import type { JobDetail } from '@lakehouse/contracts/api/jobs.ts'
import { useState } from 'react'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Time } from '../../../components/time.tsx'
import type { JobView } from '../job-view.ts'
import styles from './jobs.module.css'

type JobException = JobDetail['exceptions'][number]

const columns: Column<JobException>[] = [
  { id: 'at', header: 'At', width: '100px', text: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
  {
    id: 'cause',
    header: 'First cause',
    text: ({ cause }) => cause,
    cell: ({ cause }) => <span title={cause}>{cause}</span>,
  },
]

/** Why the job failed, the innermost cause first; the whole trace of the chosen failure. */
export function ExceptionsPanel({ job, detail, feed }: JobView) {
  const exceptions = detail?.exceptions ?? []
  const [chosen, choose] = useState<string | null>(null)
  const shown = exceptions.find(({ at }) => at === chosen)
  return (
    <Panel
      title="Exceptions"
      meaning="The newest failures of the job, each by its innermost exception. Flink restarted the job after each that it could."
      span={12}
      height={shown ? 360 : 180}
      feeds={[feed]}
      empty={exceptions.length === 0 && { why: 'The job has not failed.', next: 'Nothing to do.' }}
      skeleton={<Skeleton rows={3} />}
    >
      <div className={styles.split}>
        <DataTable
          caption={`Exceptions of ${job}`}
          columns={columns}
          rows={exceptions}
          rowKey={({ at }) => at}
          selected={chosen}
          onSelect={({ at }) => choose(at === chosen ? null : at)}
        />
        {shown && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          <pre className={styles.text} tabIndex={0}>
            {shown.trace}
          </pre>
        )}
      </div>
    </Panel>
  )
}
