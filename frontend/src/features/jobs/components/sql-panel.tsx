import { CopyButton } from '../../../components/copy-button.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import type { JobView } from '../job-view.ts'
import styles from './jobs.module.css'

/** The job's own file as it is now. */
export function SqlPanel({ job, detail, feed }: JobView) {
  return (
    <Panel
      title="SQL"
      meaning="The job's own file as it is now. What it uses of flink/sql (sources, views, sinks) is part of the job too."
      span={6}
      height={360}
      feeds={[feed]}
      skeleton={<Skeleton rows={10} />}
      controls={detail && <CopyButton text={detail.sql} what={`SQL of ${job}`} />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className={styles.text} tabIndex={0}>
        {detail?.sql}
      </pre>
    </Panel>
  )
}
