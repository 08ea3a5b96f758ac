import type { RowPlace } from '@lakehouse/contracts/api/rides.ts'
import { CopyButton } from '../../../components/copy-button.tsx'
import { Time } from '../../../components/time.tsx'
import { formatDuration } from '../../../lib/time.ts'
import styles from './trace.module.css'

interface PlaceProps {
  table: string
  place: RowPlace
  /** When what the row stands for reached Kafka: how long the commit took from then. */
  since?: string
}

/** Where a row is: its table, the data file that holds it now, and the commit that brought the file. */
export function Place({ table, place, since }: PlaceProps) {
  const { path, snapshot_id, committed_at, operation, checkpoint_id } = place
  const delay = since === undefined || committed_at === null ? null : Date.parse(committed_at) - Date.parse(since)
  return (
    <p className={styles.place}>
      <code>{table}</code>
      {committed_at === null ? (
        <span>
          {snapshot_id === null ? ', in a file that was just rewritten' : ', by a commit that has expired since'}
        </span>
      ) : (
        <>
          {' committed '}
          <Time at={committed_at} />
          {/* A compaction writes the row anew, long after it was first seen. */}
          {delay !== null && delay >= 0 && operation !== 'replace' && <> (+{formatDuration(delay)})</>}
          {checkpoint_id !== null && <>, checkpoint {checkpoint_id}</>}
          {operation === 'replace' && ', rewritten by a compaction'}
        </>
      )}
      <span className={styles.file}>
        {snapshot_id !== null && (
          <>
            snapshot <code>{snapshot_id}</code>{' '}
          </>
        )}
        <code title={path}>…/{path.split('/').at(-1)}</code> <CopyButton text={path} what="path of the data file" />
      </span>
    </p>
  )
}
