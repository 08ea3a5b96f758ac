import type { Alert, AlertList } from '@lakehouse/contracts/api/alerts.ts'
import { useState } from 'react'
import { Panel } from '../../../components/panel/panel.tsx'
import type { Emptiness } from '../../../components/panel/panel-empty.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { ALERTS_SLOWEST_MS, alertsQuery } from '../api/alerts.ts'
import styles from './alert-card.module.css'
import { AlertCard } from './alert-card.tsx'
import { AlertForm, type Wish } from './alert-form.tsx'

const groups = ['open', 'acknowledged', 'silenced', 'past'] as const
type Group = (typeof groups)[number]

const none: Readonly<Record<Group, Emptiness>> = {
  open: { why: 'Nothing wants you now.', next: 'The watchdog looks every 5 seconds; what ended is under Past.' },
  acknowledged: { why: 'Nobody looks after an alert now.', next: 'Acknowledge an open one to say that you do.' },
  silenced: {
    why: 'No alert is silenced now.',
    next: 'Operations under way silence the alerts of their own job by themselves.',
  },
  past: {
    why: 'No alert has ended in the last 30 days.',
    next: 'Open ones move here when what they are about is over.',
  },
}

/** Alerts by what is being done about them. */
export function AlertsPage() {
  const { data, feed } = usePolledQuery(alertsQuery, ALERTS_SLOWEST_MS)
  const [group, setGroup] = useUrlState<Group>('alerts', 'open', groups)
  const [wish, setWish] = useState<Wish | null>(null)
  const shown = (data?.alerts ?? []).filter(({ state }) => state === group)
  const count = (of: Group) => (data?.alerts ?? []).filter(({ state }) => state === of).length
  return (
    <>
      <Panel
        title="Alerts"
        meaning="What is wrong with the pipeline, since when, why, and what to do. The watchdog looks every 5 seconds and tells the webhook, if there is one."
        span={12}
        height="max(360px, calc(100dvh - 190px))"
        feeds={[feed]}
        skeleton={<Skeleton rows={6} />}
        empty={data !== undefined && shown.length === 0 && none[group]}
        controls={
          <Segmented
            label="Which alerts"
            value={group}
            options={groups.map((value) => ({
              value,
              label: count(value) === 0 ? title(value) : `${title(value)} ${count(value)}`,
            }))}
            onChange={setGroup}
          />
        }
        table={() => table(data?.alerts ?? [])}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.scroller} tabIndex={0} aria-label={`${title(group)} alerts`}>
          <ul className={styles.list}>
            {shown.map((alert) => (
              <AlertCard key={alert.id} alert={alert} onWish={setWish} />
            ))}
          </ul>
        </section>
      </Panel>
      {data && <Watching data={data} />}
      {wish && <AlertForm wish={wish} onClose={() => setWish(null)} />}
    </>
  )
}

/** How far the watchdog can be relied on just now. */
function Watching({ data }: { data: AlertList }) {
  return (
    <p className={styles.note} style={{ gridColumn: '1 / -1' }}>
      {data.webhook === null
        ? 'No webhook is told: set LAKEHOUSE_ALERT_WEBHOOK_URL, or webhook_url in control-plane/alerts.json under LAKEHOUSE_HOME. '
        : `The webhook at ${data.webhook} is told. `}
      {data.blind.length > 0 &&
        `Could not be looked at, so alerts about it stay as they were: ${data.blind.map(({ what, cause }) => `${what} (${cause})`).join('; ')}`}
    </p>
  )
}

function title(group: Group): string {
  return group[0]?.toUpperCase() + group.slice(1)
}

function table(alerts: readonly Alert[]) {
  return {
    columns: ['id', 'state', 'severity', 'object', 'title', 'cause', 'action', 'since', 'resolved'],
    rows: alerts.map((alert) => [
      String(alert.id),
      alert.state,
      alert.severity,
      alert.object,
      alert.title,
      alert.cause,
      alert.action,
      alert.since,
      alert.resolved_at,
    ]),
  }
}
