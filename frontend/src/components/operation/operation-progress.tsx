import { Link } from 'react-router-dom'
import { operationLink, operationQuery } from '../../lib/api/operation.ts'
import { usePolledQuery } from '../../lib/polling/use-polled-query.ts'
import styles from './operation.module.css'
import { OutcomeBadge } from './outcome-badge.tsx'
import { StepList } from './step-list.tsx'

/** An operation as it goes, and how it ended; with the way to its entry in the journal. */
export function OperationProgress({ id }: { id: number }) {
  const { data, feed } = usePolledQuery(operationQuery(id))
  const operation = data?.operation
  return (
    <section className={styles.progress} aria-label={`Operation ${id}`}>
      <p role="status" className={styles.state}>
        {operation && <OutcomeBadge outcome={operation.outcome} />}
        {operation === undefined && (feed.state.kind === 'error' ? feed.state.cause : 'Beginning …')}
        <Link to={operationLink(id)}>Operation {id} in the journal</Link>
      </p>
      {operation && <StepList operation={operation} />}
      {operation?.summary && <p className={styles.summary}>{operation.summary}</p>}
      {operation?.action && <p className={styles.summary}>{operation.action}</p>}
    </section>
  )
}
