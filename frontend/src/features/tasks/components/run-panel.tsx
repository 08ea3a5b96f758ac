import type { RunDetail } from '@lakehouse/contracts/api/tasks.ts'
import { RotateCw, Square } from 'lucide-react'
import { useState } from 'react'
import { ActionButton } from '../../../components/action-button.tsx'
import { ChangeFailure } from '../../../components/change-failure.tsx'
import { Dialog, DialogButtons } from '../../../components/dialog.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Time } from '../../../components/time.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { useChange } from '../../../lib/api/use-change.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { cancelRun, retryRun, runQuery } from '../api/tasks.ts'
import { Graph } from './graph.tsx'
import { RunBadge } from './run-badge.tsx'
import { RunLogView } from './run-log-view.tsx'
import styles from './run-panel.module.css'
import { StepList } from './step-list.tsx'
import { Took } from './took.tsx'

interface RunPanelProps {
  id: number
  onRun: (id: number) => void
}

/** One run: how it stands, its steps with every attempt, and what they print while they do. */
export function RunPanel({ id, onRun }: RunPanelProps) {
  const { data: run, feed } = usePolledQuery(runQuery(id))
  return (
    <Panel
      title={run === undefined ? `Run ${id}` : `Run ${id} of ${run.task}`}
      meaning="How this run stands, its steps with every attempt and its outcome, and the log as it grows."
      span={12}
      height="clamp(420px, 70dvh, 900px)"
      feeds={[feed]}
      skeleton={<Skeleton rows={10} />}
      table={() => ({
        columns: ['step', 'state', 'attempt', 'began', 'ended', 'outcome', 'detail'],
        rows: (run?.steps ?? []).flatMap(({ name, state, attempts }) =>
          attempts.map(({ attempt, started_at, ended_at, outcome, detail }) => [
            name,
            state,
            String(attempt),
            started_at,
            ended_at,
            outcome,
            detail,
          ]),
        ),
      })}
      tableInPlace={false}
      controls={run && <RunActions run={run} onRun={onRun} />}
    >
      {run && (
        <div className={styles.run}>
          <div className={styles.side}>
            <RunFacts run={run} />
            {run.steps.length > 1 && (
              <div className={styles.graph}>
                <Graph
                  label={`Steps of run ${id} in the order of their needs`}
                  nodes={run.steps.map(({ name, needs, what, state }) => ({ name, needs, title: what, state }))}
                />
              </div>
            )}
            <StepList steps={run.steps} />
          </div>
          <RunLogView key={id} id={id} going={run.ended_at === null} />
        </div>
      )}
    </Panel>
  )
}

function RunFacts({ run }: { run: RunDetail }) {
  const parameters = Object.entries(run.parameters)
  return (
    <dl className={styles.facts}>
      <dt>State</dt>
      <dd>
        <RunBadge state={run.state} /> {run.waiting_for ?? run.summary}
      </dd>
      <dt>Cause</dt>
      <dd>{run.because}</dd>
      <dt>Began</dt>
      <dd>
        <Time at={run.started_at} />
      </dd>
      <dt>{run.ended_at === null ? 'For' : 'Took'}</dt>
      <dd>
        <Took started={run.started_at} ended={run.ended_at} />
      </dd>
      {parameters.length > 0 && (
        <>
          <dt>With</dt>
          <dd>
            {parameters.map(([name, value]) => (
              <code key={name} className={styles.parameter}>
                {name}={String(value)}
              </code>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}

function RunActions({ run, onRun }: { run: RunDetail; onRun: (id: number) => void }) {
  const [asking, setAsking] = useState(false)
  const readOnly = useReadOnlyReason()
  const cancel = useChange(
    () => cancelRun(run.id),
    () => setAsking(false),
  )
  const retry = useChange(
    () => retryRun(run.id),
    ({ run: { id } }) => onRun(id),
  )
  const ended = run.ended_at !== null
  const cannotRetry = !ended
    ? 'It has not ended.'
    : run.state === 'succeeded'
      ? 'It succeeded: run the task again.'
      : null
  return (
    <div className={styles.actions}>
      <ActionButton reason={readOnly ?? (ended ? 'It has ended.' : null)} onClick={() => setAsking(true)}>
        <Square size={13} aria-hidden /> Cancel…
      </ActionButton>
      <ActionButton
        reason={readOnly ?? cannotRetry ?? (retry.busy ? 'It is being asked for.' : null)}
        onClick={() => retry.begin(undefined)}
      >
        <RotateCw size={13} aria-hidden /> Retry from the failed step
      </ActionButton>
      <ChangeFailure failure={retry.failure} />
      {asking && (
        <Dialog open onOpenChange={setAsking} title={`Cancel run ${run.id} of ${run.task}?`}>
          <p>
            Its processes are asked to end and killed after 10 s; its queries in Trino end at once. Steps that are done
            stay done, and what a step has written stays written. It can be retried from where it was.
          </p>
          <ChangeFailure failure={cancel.failure} />
          <DialogButtons>
            <ActionButton reason={null} onClick={() => setAsking(false)}>
              Let it run
            </ActionButton>
            <ActionButton
              main
              reason={readOnly ?? (cancel.busy ? 'It is being asked for.' : ended ? 'It has ended.' : null)}
              onClick={() => cancel.begin(undefined)}
            >
              Cancel run {run.id}
            </ActionButton>
          </DialogButtons>
        </Dialog>
      )}
    </div>
  )
}
