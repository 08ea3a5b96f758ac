import type { Alert } from '@lakehouse/contracts/api/alerts.ts'
import { BellOff, BellRing, Eye } from 'lucide-react'
import { ActionButton } from '../../../components/action-button.tsx'
import { Badge } from '../../../components/badge.tsx'
import { Age, Time } from '../../../components/time.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { deliveryWords, severities, states } from '../alert-words.ts'
import styles from './alert-card.module.css'
import type { Wish } from './alert-form.tsx'

/** One alert: what, why, what to do, since when, and who looks after it. */
export function AlertCard({ alert, onWish }: { alert: Alert; onWish: (wish: Wish) => void }) {
  const severity = severities[alert.severity]
  const state = alert.state === 'open' ? null : states[alert.state]
  const told = deliveryWords(alert)
  return (
    <li className={styles.card} data-state={alert.state}>
      <div className={styles.head}>
        <Badge tone={alert.state === 'past' ? 'neutral' : severity.tone} icon={severity.icon}>
          {severity.word}
        </Badge>
        {state && (
          <Badge tone={state.tone} icon={state.icon}>
            {state.word}
          </Badge>
        )}
        <h3 className={styles.title}>{alert.title}</h3>
        <span className={styles.when}>{when(alert)}</span>
      </div>
      <p className={styles.text}>
        <span className={styles.label}>Why: </span>
        {alert.cause}
      </p>
      {alert.state !== 'past' && (
        <p className={styles.text}>
          <span className={styles.label}>What to do: </span>
          {alert.action}
        </p>
      )}
      {alert.silenced_because !== null && (
        <p className={styles.note}>
          Silenced: {alert.silenced_because}
          {alert.silenced_until !== null && (
            <>
              , until <Time at={alert.silenced_until} />
            </>
          )}
        </p>
      )}
      {alert.acknowledged_by !== null && (
        <p className={styles.note}>
          {alert.acknowledged_by} looks after it since <Time at={alert.acknowledged_at} />
        </p>
      )}
      {told !== null && <p className={styles.note}>Webhook: {told}</p>}
      {alert.state !== 'past' && <Buttons alert={alert} onWish={onWish} />}
    </li>
  )
}

function when({ state, since, resolved_at }: Alert) {
  if (state !== 'past' || resolved_at === null) {
    return (
      <>
        for <Age at={Date.parse(since)} />
      </>
    )
  }
  return (
    <>
      <Time at={since} /> to <Time at={resolved_at} />
    </>
  )
}

function Buttons({ alert, onWish }: { alert: Alert; onWish: (wish: Wish) => void }) {
  const readOnly = useReadOnlyReason()
  const taken = alert.acknowledged_by === null ? null : `${alert.acknowledged_by} looks after it already.`
  return (
    <div className={styles.buttons}>
      <ActionButton reason={readOnly ?? taken} onClick={() => onWish({ kind: 'acknowledge', alert })}>
        <Eye size={13} aria-hidden /> Acknowledge…
      </ActionButton>
      {alert.silenced_until === null ? (
        <ActionButton reason={readOnly} onClick={() => onWish({ kind: 'silence', alert })}>
          <BellOff size={13} aria-hidden /> Silence…
        </ActionButton>
      ) : (
        <ActionButton reason={readOnly} onClick={() => onWish({ kind: 'unsilence', alert })}>
          <BellRing size={13} aria-hidden /> End silence…
        </ActionButton>
      )}
    </div>
  )
}
