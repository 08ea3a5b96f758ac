import type { RunStep, StepAttempt } from '@lakehouse/contracts/api/tasks.ts'
import { formatAge } from '../../../lib/time.ts'
import { useNow } from '../../../lib/use-now.ts'
import { RunBadge } from './run-badge.tsx'
import styles from './step-list.module.css'
import { Took } from './took.tsx'

/** The steps of a run, each with its attempts: when one failed, why, and when the next is due. */
export function StepList({ steps }: { steps: readonly RunStep[] }) {
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li key={step.name} className={styles.step}>
          <div className={styles.head}>
            <strong>{step.name}</strong>
            <RunBadge state={step.state} />
            {step.next_try_at !== null && <NextTry at={step.next_try_at} left={step.attempts_left} />}
          </div>
          <code className={styles.what}>{step.what}</code>
          {step.attempts.length > 0 && (
            <ol className={styles.attempts}>
              {step.attempts.map((attempt) => (
                <Attempt key={attempt.attempt} attempt={attempt} of={step.attempts.length + step.attempts_left} />
              ))}
            </ol>
          )}
        </li>
      ))}
    </ol>
  )
}

function Attempt({
  attempt: { attempt, outcome, detail, started_at, ended_at },
  of,
}: {
  attempt: StepAttempt
  of: number
}) {
  return (
    <li className={styles.attempt}>
      {of > 1 && `Try ${attempt} of ${of}: `}
      {outcome ?? 'going on'} <Took started={started_at} ended={ended_at} />
      {detail !== null && <span className={styles.detail}>{detail}</span>}
    </li>
  )
}

function NextTry({ at, left }: { at: string; left: number }) {
  const now = useNow()
  const ms = Date.parse(at) - now
  return (
    <span className={styles.next}>
      next try {ms > 0 ? `in ${formatAge(ms + 999)}` : 'now'}, {left} left
    </span>
  )
}
