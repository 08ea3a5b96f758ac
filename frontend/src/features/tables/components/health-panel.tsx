import type { TableDetail } from '@lakehouse/contracts/api/tables.ts'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Time } from '../../../components/time.tsx'
import { formatBytes, formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { tableQuery } from '../api/tables.ts'
import styles from './tables.module.css'

/** How well one table is, in parts, and what it is. */
export function HealthPanel({ table }: { table: string }) {
  const { data, feed } = usePolledQuery(tableQuery(table))
  return (
    <Panel
      title={table}
      meaning="Points from 0 to 100. Below the policy's thresholds a part has all its points, for then upkeep has nothing to do."
      span={4}
      height={440}
      feeds={[feed]}
      skeleton={<Skeleton rows={10} />}
    >
      {data && <Health detail={data} />}
    </Panel>
  )
}

function Health({ detail: { summary, columns, jobs, layouts } }: { detail: TableDetail }) {
  const recommended = summary.due[0]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={styles.stack} tabIndex={0} aria-label="Health and facts">
      <p className={styles.score}>
        <strong className={styles.points}>{summary.health.score}</strong> of 100
      </p>
      <ul className={styles.parts} aria-label="Parts of the health score">
        {summary.health.parts.map(({ name, points, of, why }) => (
          <li key={name} className={styles.part}>
            <span>{name}</span>
            <span className={styles.meter} aria-hidden>
              <span style={{ width: `${(points / of) * 100}%` }} />
            </span>
            <span>
              {points} of {of}
            </span>
            <span className={styles.muted}>{why}</span>
          </li>
        ))}
      </ul>
      <p className={styles.muted}>
        {recommended === undefined
          ? 'Nothing is due: upkeep looks again every few seconds.'
          : `Recommended: ${recommended.action} (${recommended.why})${recommended.waits === null ? '; upkeep does it by itself.' : `; ${recommended.waits}.`}`}
      </p>
      <dl className={styles.facts}>
        <dt>Written by</dt>
        <dd>
          {jobs.length === 0 ? 'no Flink job' : `job ${jobs.join(' and ')}`}, {summary.writing}
        </dd>
        <dt>Key</dt>
        <dd>{summary.key.join(', ') || 'none known'}</dd>
        <dt>Layout</dt>
        <dd>
          {summary.partitioning.join(', ') || 'unpartitioned'} ({layouts.length} so far)
        </dd>
        <dt>Columns</dt>
        <dd>{columns.length}</dd>
        <dt>Mean file</dt>
        <dd>{summary.mean_file_bytes === null ? 'no file' : formatBytes(summary.mean_file_bytes)}</dd>
        <dt>Deletes waiting</dt>
        <dd>
          {formatCount(String(summary.equality_deletes))} keys, {formatCount(String(summary.position_deletes))}{' '}
          positions
        </dd>
        <dt>Metadata file</dt>
        <dd>{formatBytes(summary.metadata_bytes)}, written anew by every commit</dd>
        <dt>Reaches back to</dt>
        <dd>
          <Time at={summary.earliest_at} />
        </dd>
      </dl>
    </section>
  )
}
