import type { CSSProperties } from 'react'
import styles from './skeleton.module.css'

/** Grey shapes of what will stand here, shown at the first load only. */
export function Skeleton({ rows = 1, height }: { rows?: number; height?: CSSProperties['height'] }) {
  return (
    <div className={styles.stack} aria-hidden>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className={styles.bar} style={{ height }} />
      ))}
    </div>
  )
}
