import { CircleAlert, CircleDashed, History, Pause, Radio, TriangleAlert } from 'lucide-react'
import { Badge, type Tone } from '../../components/badge.tsx'
import { Tooltip } from '../../components/tooltip.tsx'
import { usePaused } from '../../lib/pause.ts'
import { type PageStatus, usePageStatus } from '../../lib/polling/use-page-status.ts'
import { formatAge, formatFull } from '../../lib/time.ts'
import { useNow } from '../../lib/use-now.ts'
import styles from './freshness-badge.module.css'

/** Surge windows close every 10 s and are visible within 12 s at the 95th percentile: later than this is slow. */
const SLOW_MS = 30_000
const OLD_MS = 120_000

/** The age of the newest event shown on this page, by event time, and of the newest commit. */
export function FreshnessBadge() {
  const status = usePageStatus()
  const now = useNow()
  const paused = usePaused()
  const { tone, icon, word } = look(status, now, paused)
  const age = status.newestEvent === null ? null : formatAge(now - status.newestEvent)
  const commit = status.committed === null ? null : formatAge(now - status.committed)
  return (
    <Tooltip content={explain(status, paused)}>
      <button type="button" className={styles.trigger}>
        <Badge tone={tone} icon={icon}>
          {word}
          {age !== null && ` · newest event ${age}`}
          {commit !== null && <span className={styles.commit}> · commit {commit}</span>}
        </Badge>
      </button>
    </Tooltip>
  )
}

function look(status: PageStatus, now: number, paused: boolean) {
  const answer = (tone: Tone, icon: typeof Radio, word: string) => ({ tone, icon, word })
  if (status.kind === 'error') return answer('bad', CircleAlert, 'Error')
  if (status.kind === 'stale') return answer('stale', History, 'Stale')
  if (paused) return answer('neutral', Pause, 'Paused')
  if (status.kind === 'loading') return answer('neutral', CircleDashed, 'Loading')
  const ageMs = status.newestEvent === null ? 0 : now - status.newestEvent
  if (ageMs > OLD_MS) return answer('bad', CircleAlert, 'Behind')
  if (ageMs > SLOW_MS) return answer('warn', TriangleAlert, 'Slow')
  return answer('ok', Radio, 'Live')
}

function explain({ newestEvent, committed, cause }: PageStatus, paused: boolean): string {
  const moment = (at: number | null) => (at === null ? 'none on this page' : formatFull(at, 'local'))
  return [
    `Newest event on this page, by event time: ${moment(newestEvent)}`,
    `Newest commit: ${moment(committed)}`,
    ...(cause === null ? [] : [cause]),
    ...(paused ? ['Paused: nothing is asked until you resume (space).'] : []),
  ].join('\n')
}
