import { X } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { DiffView } from '../../../components/diff-view.tsx'
import { OutcomeBadge } from '../../../components/operation/outcome-badge.tsx'
import { StepList } from '../../../components/operation/step-list.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Time } from '../../../components/time.tsx'
import { operationQuery } from '../../../lib/api/operation.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { factsOf } from '../facts.ts'
import styles from './operations.module.css'

/** One operation: who asked, its steps with durations, its facts, and the SQL it changed. */
export function OperationPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const { data, feed } = usePolledQuery(operationQuery(id))
  const operation = data?.operation
  const diff = operation?.details.sql_diff
  return (
    <Panel
      title={`Operation ${id}`}
      meaning="One change as it was put on record while it was made."
      span={5}
      height="clamp(360px, 100dvh - 180px, 1200px)"
      feeds={[feed]}
      skeleton={<Skeleton rows={10} />}
      controls={
        <Button quiet aria-label={`Close operation ${id}`} onClick={onClose}>
          <X size={14} aria-hidden />
        </Button>
      }
    >
      {operation && (
        <div className={styles.operation}>
          <p className={styles.head}>
            <OutcomeBadge outcome={operation.outcome} /> <code>{operation.kind}</code>{' '}
            <strong>{operation.object}</strong>
            <span className={styles.muted}>
              by {operation.actor} ({operation.source}), <Time at={operation.started_at} />
            </span>
          </p>
          {operation.summary && <p className={styles.text}>{operation.summary}</p>}
          {operation.action && <p className={styles.text}>{operation.action}</p>}
          <h3 className={styles.title}>Steps</h3>
          {operation.steps.length === 0 ? (
            <p className={styles.muted}>None was begun.</p>
          ) : (
            <StepList operation={operation} />
          )}
          <h3 className={styles.title}>Facts</h3>
          <dl className={styles.facts}>
            {factsOf(operation.details).map(({ name, value }) => (
              <div key={name} className={styles.fact}>
                <dt>{name}</dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
          {typeof diff === 'string' && diff !== '' && (
            <>
              <h3 className={styles.title}>SQL</h3>
              <DiffView diff={diff} label={`SQL changed by operation ${id}`} />
            </>
          )}
        </div>
      )}
    </Panel>
  )
}
