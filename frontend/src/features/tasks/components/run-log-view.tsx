import type { LogLine } from '@lakehouse/contracts/api/tasks.ts'
import { useEffect, useRef, useState } from 'react'
import { CopyButton } from '../../../components/copy-button.tsx'
import { FeedBadge } from '../../../components/panel/feed-badge.tsx'
import { PanelError } from '../../../components/panel/panel-error.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useSettings } from '../../../lib/settings.ts'
import { formatClock } from '../../../lib/time.ts'
import { runLogQuery } from '../api/tasks.ts'
import styles from './run-log-view.module.css'

/** Closer than this to its end, a log follows what comes, pixels. */
const AT_END = 24

/** What the steps of a run print, followed to its end unless one scrolls back. */
export function RunLogView({ id, going }: { id: number; going: boolean }) {
  const { data, feed } = usePolledQuery(runLogQuery(id))
  const lines = data?.lines ?? []
  const scroller = useRef<HTMLPreElement>(null)
  const [following, setFollowing] = useState(true)
  const last = lines.at(-1)?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new last line is a reason to follow
  useEffect(() => {
    if (following && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight
  }, [last, following])
  return (
    <section className={styles.log} aria-label={`Log of run ${id}`}>
      <header className={styles.header}>
        <h3 className={styles.title}>Log</h3>
        <span className={styles.note}>{note(lines.length, data?.dropped ?? 0, going, following)}</span>
        {feed.state.kind !== 'live' && <FeedBadge state={feed.state} feeds={[feed]} empty={false} brief />}
        <CopyButton text={lines.map(({ text }) => text).join('\n')} what="the log" />
      </header>
      {feed.state.kind === 'loading' && <Skeleton rows={6} />}
      {feed.state.kind === 'error' && <PanelError state={feed.state} onRetry={feed.retry} />}
      {data && lines.length === 0 && <p className={styles.none}>Nothing has been printed yet.</p>}
      {lines.length > 0 && (
        <pre
          ref={scroller}
          className={styles.text}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
            setFollowing(scrollHeight - scrollTop - clientHeight < AT_END)
          }
        >
          {lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </pre>
      )}
    </section>
  )
}

function Line({ line: { at, step, stream, text } }: { line: LogLine }) {
  const { timeZone } = useSettings()
  return (
    <span className={styles.line} data-stream={stream}>
      <span className={styles.at}>{formatClock(Date.parse(at), timeZone)}</span>{' '}
      {stream === 'note' ? <em>{`[${step}] ${text}`}</em> : text}
      {'\n'}
    </span>
  )
}

function note(count: number, dropped: number, going: boolean, following: boolean): string {
  const parts = [`${count} lines`]
  if (dropped > 0) parts.push(`${dropped} more were too many to keep`)
  if (going) parts.push(following ? 'following' : 'scroll down to follow')
  return parts.join(', ')
}
