import type { TopicTail } from '@lakehouse/contracts/api/streams.ts'
import { formatCount } from '../../../lib/number.ts'
import styles from './side.module.css'

/** First and next offset of each partition. */
export function PartitionEnds({ partitions }: { partitions: TopicTail['partitions'] }) {
  return (
    <ul className={styles.ends} aria-label="Offsets kept in each partition">
      {partitions.map(({ partition, low, high }) => (
        <li key={partition} title={`Partition ${partition}: first kept offset ${low}, next offset ${high}`}>
          <span className={styles.muted}>p{partition}</span> {formatCount(low)}…{formatCount(high)}
        </li>
      ))}
    </ul>
  )
}
