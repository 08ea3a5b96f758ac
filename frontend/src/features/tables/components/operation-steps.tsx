import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { Link } from 'react-router-dom'
import { operationLink, operationQuery } from '../../../lib/api/operation.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { formatDuration } from '../../../lib/time.ts'
import styles from './tables.module.css'

const looks = { done: CircleCheck, failed: CircleAlert, skipped: CircleDashed } as const

/** An operation as it goes: its steps, and how it ended. */
export function OperationSteps({ id }: { id: number }) {
  const { data, feed } = usePolledQuery(operationQuery(id))
  const operation = data?.operation
  return (
    <section aria-label={`Operation ${id}`}>
      <p role="status">
        {operation === undefined && (feed.state.kind === 'error' ? feed.state.cause : 'Beginning …')}
        {operation && (operation.outcome === null ? 'Under way …' : `${operation.outcome}: ${operation.summary}`)}
        {operation?.action ? ` ${operation.action}` : ''} <Link to={operationLink(id)}>Operation {id}</Link>
      </p>
      <ol className={styles.steps}>
        {operation?.steps.map((step) => {
          const Icon = step.outcome === null ? CircleDashed : looks[step.outcome]
          const took =
            step.ended_at === null ? null : formatDuration(Date.parse(step.ended_at) - Date.parse(step.started_at))
          return (
            <li key={`${step.name} ${step.started_at}`}>
              <Icon size={16} aria-hidden /> {step.name}
              <span className={styles.muted}>
                {step.outcome ?? 'under way'} {took} {step.detail}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
