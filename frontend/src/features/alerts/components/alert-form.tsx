import type { Alert } from '@lakehouse/contracts/api/alerts.ts'
import { type FormEvent, useState } from 'react'
import { ActionButton } from '../../../components/action-button.tsx'
import { ChangeFailure } from '../../../components/change-failure.tsx'
import { Dialog, DialogButtons } from '../../../components/dialog.tsx'
import { Select } from '../../../components/select.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { useChange } from '../../../lib/api/use-change.ts'
import { acknowledge, silence } from '../api/alerts.ts'
import styles from './alert-form.module.css'

/** What somebody wants to do about an alert. */
export interface Wish {
  readonly kind: 'acknowledge' | 'silence' | 'unsilence'
  readonly alert: Alert
}

const durations = [
  { value: '15', label: '15 minutes' },
  { value: '60', label: '1 hour' },
  { value: '240', label: '4 hours' },
  { value: '1440', label: '1 day' },
] as const

const words = {
  acknowledge: {
    title: 'Acknowledge this alert',
    does: 'It stays on this page and is no longer counted as open. What it is about goes on; it becomes past by itself when that is over.',
    button: 'Acknowledge',
  },
  silence: {
    title: 'Silence this alert',
    does: 'Until the time is over it is neither counted nor told to the webhook, also when it ends and comes back.',
    button: 'Silence',
  },
  unsilence: {
    title: 'End the silence',
    does: 'From now on it is counted again, and the webhook is told of it.',
    button: 'End silence',
  },
} as const

/** Says what will happen and what not, asks once, and ends with the entry in the journal. */
export function AlertForm({ wish: { kind, alert }, onClose }: { wish: Wish; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [minutes, setMinutes] = useState<(typeof durations)[number]['value']>('60')
  const readOnly = useReadOnlyReason()
  const { title, does, button } = words[kind]
  const change = useChange(() =>
    kind === 'acknowledge'
      ? acknowledge(alert.id, reason)
      : silence(alert.id, kind === 'unsilence' ? 0 : Number(minutes), reason),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (readOnly === null && !change.busy) change.begin(undefined)
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      {change.answer === undefined ? (
        <form className={styles.form} onSubmit={submit}>
          <p>
            <strong>{alert.title}</strong>
          </p>
          <p>{does}</p>
          {kind === 'silence' && (
            <Select label="For how long" value={minutes} options={durations} onChange={setMinutes} />
          )}
          {kind !== 'unsilence' && (
            <label className={styles.field}>
              Why (for the journal)
              <input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
            </label>
          )}
          <ChangeFailure failure={change.failure} />
          <DialogButtons>
            <ActionButton reason={null} onClick={onClose}>
              Not now
            </ActionButton>
            <ActionButton type="submit" main reason={readOnly ?? (change.busy ? 'It is being asked for.' : null)}>
              {button}
            </ActionButton>
          </DialogButtons>
        </form>
      ) : (
        <div className={styles.form}>
          <p role="status">
            Done: {alert.title} is now {change.answer.alert.state}. It is{' '}
            <a href={`/operations?operation=${change.answer.operation}`}>operation {change.answer.operation}</a> in the
            journal.
          </p>
          <DialogButtons>
            <ActionButton main reason={null} onClick={onClose}>
              Close
            </ActionButton>
          </DialogButtons>
        </div>
      )}
    </Dialog>
  )
}
