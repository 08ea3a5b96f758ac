import clsx from 'clsx'
import { Missing } from '../../../components/time.tsx'
import { formatDuration } from '../../../lib/time.ts'
import { type HopShown, slowestHop, totalMs } from '../hops.ts'
import styles from './hop-list.module.css'

/** What each stretch of the way adds to the age of what is seen, the longest named with what would change it. */
export function HopList({ hops, told }: { hops: readonly HopShown[]; told: string | null }) {
  const slowest = slowestHop(hops, told)
  const longest = Math.max(1, ...hops.map(({ delayMs }) => delayMs ?? 0))
  const partly = hops.some(({ delayMs }) => delayMs === null)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label="Delay of each hop">
      <p className={styles.verdict}>
        {slowest === null ? (
          'Too little is known yet to say which hop is slowest.'
        ) : (
          <>
            Slowest: <strong>{slowest.name}</strong>
            {slowest.job !== null && ` (job ${slowest.job})`}, {formatDuration(slowest.delayMs ?? 0)} of{' '}
            {partly ? 'at least ' : ''}
            {formatDuration(totalMs(hops))} for a windowed row. To change it: {slowest.remedy}.
          </>
        )}
      </p>
      <ol className={styles.list}>
        {hops.map((hop) => (
          <li key={hop.id} className={clsx(styles.row, hop.id === slowest?.id && styles.slowest)}>
            <span className={styles.name}>{hop.name}</span>
            <span className={styles.track} aria-hidden>
              <span
                className={styles.bar}
                style={{ display: 'block', width: `${((hop.delayMs ?? 0) / longest) * 100}%` }}
              />
            </span>
            <span className={styles.value}>{hop.delayMs === null ? <Missing /> : formatDuration(hop.delayMs)}</span>
            <p className={styles.basis}>{hop.basis}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
