import { CircleAlert } from 'lucide-react'
import type { FeedState } from '../../lib/polling/feed-state.ts'
import { formatAge } from '../../lib/time.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../button.tsx'
import { nextTry } from './feed-badge.tsx'
import styles from './panel-message.module.css'

interface PanelErrorProps {
  state: Extract<FeedState, { kind: 'error' }>
  onRetry: () => void
}

/** There never was a good answer: what failed, since when, what to do, when the next try is. */
export function PanelError({ state, onRetry }: PanelErrorProps) {
  const now = useNow()
  return (
    <div className={styles.message}>
      <CircleAlert size={20} aria-hidden className={styles.bad} />
      <p className={styles.what}>{state.cause}</p>
      <p>{state.action}</p>
      <p className={styles.retry}>
        Failing for {formatAge(now - state.since)}.{' '}
        {state.nextTryAt === null ? 'Paused.' : nextTry(state.nextTryAt, now)}{' '}
        <Button onClick={onRetry}>Retry now</Button>
      </p>
    </div>
  )
}
