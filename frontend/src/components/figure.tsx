import clsx from 'clsx'
import type { ReactNode } from 'react'
import type { Feed } from '../lib/polling/use-polled-query.ts'
import styles from './figure.module.css'
import { FeedBadge } from './panel/feed-badge.tsx'
import { Missing } from './time.tsx'
import { Tooltip } from './tooltip.tsx'

interface FigureProps {
  label: string
  /** What the number is, over which time. */
  meaning: string
  feed: Feed
  /** The number with its unit; null where there is none. */
  value: ReactNode
  /** Second line: what it is of, or since when; gives way to the state when that is not well. */
  note: ReactNode
  /** Its recent course. */
  trend?: ReactNode
}

/** One key figure with its own state: a failure of one leaves the others standing. */
export function Figure({ label, meaning, feed, value, note, trend }: FigureProps) {
  const { kind } = feed.state
  return (
    <li className={styles.figure}>
      <Tooltip content={meaning}>
        <button type="button" className={styles.label}>
          {label}
        </button>
      </Tooltip>
      <div className={clsx(styles.value, kind === 'loading' && styles.loading, kind === 'stale' && styles.old)}>
        {kind === 'loading' ? <span className="visually-hidden">loading</span> : (value ?? <Missing />)}
      </div>
      <div className={styles.note}>
        {kind === 'live' || kind === 'loading' ? (
          note
        ) : (
          <FeedBadge state={feed.state} feeds={[feed]} empty={false} brief />
        )}
      </div>
      {trend}
    </li>
  )
}
