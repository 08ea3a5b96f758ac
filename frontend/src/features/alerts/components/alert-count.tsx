import { Bell, BellRing, CircleAlert, CircleDashed } from 'lucide-react'
import { Link } from 'react-router-dom'
import { Badge } from '../../../components/badge.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { ALERTS_SLOWEST_MS, alertsQuery } from '../api/alerts.ts'
import styles from './alert-count.module.css'

/** How many alerts want somebody; leads to them. */
export function AlertCount() {
  const { data, feed } = usePolledQuery(alertsQuery, ALERTS_SLOWEST_MS)
  return (
    <Link to="/alerts" className={styles.link}>
      {badge()}
    </Link>
  )

  function badge() {
    if (data === undefined && feed.state.kind === 'loading') {
      return (
        <Badge tone="neutral" icon={CircleDashed}>
          Alerts
        </Badge>
      )
    }
    if (data === undefined || feed.state.kind === 'stale') {
      return (
        <Badge tone="stale" icon={CircleAlert}>
          Alerts unknown
        </Badge>
      )
    }
    const critical = data.alerts.some(({ state, severity }) => state === 'open' && severity === 'critical')
    if (data.open === 0) {
      return (
        <Badge tone="neutral" icon={Bell}>
          No alerts
        </Badge>
      )
    }
    return (
      <Badge tone={critical ? 'bad' : 'warn'} icon={BellRing}>
        {data.open} {data.open === 1 ? 'alert' : 'alerts'}
      </Badge>
    )
  }
}
