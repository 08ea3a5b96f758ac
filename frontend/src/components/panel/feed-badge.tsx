import { CircleAlert, CircleDashed, CircleSlash, History, Pause, Radio } from 'lucide-react'
import { usePaused } from '../../lib/pause.ts'
import type { FeedState, Freshness } from '../../lib/polling/feed-state.ts'
import type { Feed } from '../../lib/polling/use-polled-query.ts'
import { formatAge, formatAgeShort, formatFull } from '../../lib/time.ts'
import { useNow } from '../../lib/use-now.ts'
import { Badge } from '../badge.tsx'
import { Tooltip } from '../tooltip.tsx'
import styles from './feed-badge.module.css'

interface FeedBadgeProps {
  state: FeedState
  feeds: readonly Feed[]
  empty: boolean
  /** Without the cause; that stays on hover and focus. */
  brief?: boolean
}

/** A panel's state in a word, with the age of its newest event; cause, times and next try on hover and focus. */
export function FeedBadge({ state, feeds, empty, brief = false }: FeedBadgeProps) {
  const now = useNow()
  const paused = usePaused()
  const newest = newestOf(feeds)
  return (
    <Tooltip content={explain(state, newest, now, paused)}>
      <button type="button" className={styles.trigger}>
        {badge()}
      </button>
    </Tooltip>
  )

  function badge() {
    const age = newest?.newestEvent == null ? '' : ` · ${formatAge(now - newest.newestEvent)}`
    switch (state.kind) {
      case 'loading':
        return (
          <Badge tone="neutral" icon={CircleDashed}>
            Loading
          </Badge>
        )
      case 'error':
        return (
          <Badge tone="bad" icon={CircleAlert}>
            Error
          </Badge>
        )
      case 'stale':
        return (
          <Badge tone="stale" icon={History}>
            Stale {brief ? formatAgeShort(now - state.since) : `${formatAge(now - state.since)} · ${state.cause}`}
          </Badge>
        )
      case 'live':
        if (paused) {
          return (
            <Badge tone="neutral" icon={Pause}>
              Paused{age}
            </Badge>
          )
        }
        return (
          <Badge tone={empty ? 'neutral' : 'ok'} icon={empty ? CircleSlash : Radio}>
            {empty ? 'Empty' : 'Live'}
            {age}
          </Badge>
        )
    }
  }
}

function newestOf(feeds: readonly Feed[]): Freshness | null {
  const all = feeds.flatMap((feed) => feed.freshness ?? [])
  return all.reduce<Freshness | null>(
    (best, one) => (best === null || (one.newestEvent ?? 0) > (best.newestEvent ?? 0) ? one : best),
    null,
  )
}

function explain(state: FeedState, newest: Freshness | null, now: number, paused: boolean): string {
  const lines: string[] = []
  if (state.kind === 'loading') lines.push('Waiting for the first answer.')
  if (state.kind === 'stale') lines.push(`Last good numbers of ${formatFull(state.since, 'local')}.`, state.cause)
  if (state.kind === 'error') lines.push(state.cause)
  if (paused) lines.push('Paused: nothing is asked until you resume.')
  if ('nextTryAt' in state && state.nextTryAt !== null) lines.push(nextTry(state.nextTryAt, now))
  if (newest) {
    lines.push(`Newest event: ${moment(newest.newestEvent, now)}`, `Newest commit: ${moment(newest.committed, now)}`)
    lines.push(`Read from Trino ${moment(newest.fetched, now)}, in ${Math.round(newest.queryMs)} ms`)
  }
  return lines.join('\n')
}

/** When the next poll of a failing request is due. */
export function nextTry(at: number, now: number): string {
  return at > now ? `Next try in ${formatAge(at - now + 999)}.` : 'Trying now.'
}

function moment(at: number | null, now: number): string {
  return at === null ? 'none yet' : `${formatFull(at, 'local')}, ${formatAge(now - at)} ago`
}
