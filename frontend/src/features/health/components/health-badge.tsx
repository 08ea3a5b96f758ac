import { CircleAlert, CircleDashed } from 'lucide-react'
import { Popover } from 'radix-ui'
import { Badge } from '../../../components/badge.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { HEALTH_SLOWEST_MS, healthQuery } from '../api/health.ts'
import { partStates } from '../part-states.ts'
import styles from './health-badge.module.css'
import { PartList } from './part-list.tsx'

/** The whole stack in a word; the parts when pressed. */
export function HealthBadge() {
  const { data, feed } = usePolledQuery(healthQuery, HEALTH_SLOWEST_MS)
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.trigger}>{summary()}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.popover} align="end" sideOffset={6} aria-label="Parts of the stack">
          {'cause' in feed.state && <p className={styles.cause}>{feed.state.cause}</p>}
          {data && <PartList parts={data.parts} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )

  function summary() {
    if (feed.state.kind === 'loading') {
      return (
        <Badge tone="neutral" icon={CircleDashed}>
          Checking
        </Badge>
      )
    }
    if (!data || feed.state.kind === 'stale') {
      return (
        <Badge tone="bad" icon={CircleAlert}>
          No contact
        </Badge>
      )
    }
    const notUp = data.parts.filter((part) => part.state !== 'up').map((part) => part.name)
    const { tone, icon, word } = partStates[data.state]
    return (
      <Badge tone={tone} icon={icon}>
        {notUp.length === 0 ? `All ${data.parts.length} parts up` : `${word}: ${notUp.slice(0, 2).join(', ')}`}
        {notUp.length > 2 && ` +${notUp.length - 2}`}
      </Badge>
    )
  }
}
