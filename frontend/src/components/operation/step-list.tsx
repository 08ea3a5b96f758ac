import type { Operation } from '@lakehouse/contracts/api/operations.ts'
import { CircleAlert, CircleCheck, CircleSlash, Hourglass } from 'lucide-react'
import { formatDuration } from '../../lib/time.ts'
import { useNow } from '../../lib/use-now.ts'
import styles from './operation.module.css'

type Step = Operation['steps'][number]

const looks = { done: CircleCheck, failed: CircleAlert, skipped: CircleSlash } as const

/** What an operation has done so far, step by step, each with its duration. */
export function StepList({ operation }: { operation: Operation }) {
  return (
    <ol className={styles.steps}>
      {operation.steps.map((step) => (
        <li key={`${step.name} ${step.started_at}`} className={styles.step} data-outcome={step.outcome ?? 'open'}>
          <StepIcon step={step} ended={operation.outcome !== null} />
          <span className={styles.name}>{step.name}</span>
          <span className={styles.took}>
            <Took step={step} ended={operation.outcome !== null} />
          </span>
          {step.detail !== null && <span className={styles.detail}>{step.detail}</span>}
        </li>
      ))}
    </ol>
  )
}

function StepIcon({ step, ended }: { step: Step; ended: boolean }) {
  const Icon = step.outcome === null ? (ended ? CircleSlash : Hourglass) : looks[step.outcome]
  return <Icon size={15} aria-label={step.outcome ?? (ended ? 'never ended' : 'under way')} />
}

function Took({ step, ended }: { step: Step; ended: boolean }) {
  const now = useNow()
  if (step.ended_at === null && ended) return 'never ended'
  const until = step.ended_at === null ? now : Date.parse(step.ended_at)
  return formatDuration(Math.max(0, until - Date.parse(step.started_at)))
}
