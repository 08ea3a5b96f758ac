import { useState } from 'react'
import { Link } from 'react-router-dom'
import { ActionButton } from '../../../components/action-button.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import { JobState } from '../../../components/job-state.tsx'
import { OperationProgress } from '../../../components/operation/operation-progress.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age, Missing } from '../../../components/time.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { busyReason, type JobView } from '../job-view.ts'
import { type Action, ActionDialog } from './action-dialog.tsx'
import styles from './jobs.module.css'

/** What the job is now, beside what its files say, and everything that can be done with it. */
export function JobPanel({ job, detail, feed }: JobView) {
  const [action, setAction] = useState<Action | null>(null)
  const readOnly = useReadOnlyReason()
  const busy = readOnly ?? busyReason(detail)
  const runs = detail?.flink_job_id != null
  const onlyRunning = busy ?? (runs ? null : `${job} does not run.`)
  const onlyStopped = busy ?? (runs ? `${job} runs already.` : null)
  const onlyChanged = busy ?? (detail?.as_in_files === false ? null : 'What runs is what the files say.')
  const offer = (label: string, kind: Action, reason: string | null) => (
    <ActionButton reason={reason} onClick={() => setAction(kind)}>
      {label}
    </ActionButton>
  )
  return (
    <Panel
      title={job}
      meaning="What Flink runs under this name, whether that is what the files say, and what can be done with it. Every change is one operation in the journal."
      span={12}
      height="auto"
      feeds={[feed]}
      skeleton={<Skeleton rows={4} />}
    >
      {detail && (
        <div className={styles.overview}>
          <dl className={styles.facts}>
            <dt>State</dt>
            <dd>
              <JobState state={detail.state} flinkJobId={detail.flink_job_id} />
            </dd>
            <dt>Flink job</dt>
            <dd>
              {detail.flink_job_id === null ? (
                <Missing />
              ) : (
                <>
                  <code>{detail.flink_job_id}</code> <CopyButton text={detail.flink_job_id} what="Flink job id" />
                </>
              )}
            </dd>
            <dt>Running for</dt>
            <dd>
              <Age at={detail.started_at === null ? null : Date.parse(detail.started_at)} />
              {detail.restarts === null ? '' : `, ${detail.restarts} restarts`}
            </dd>
            <dt>Version</dt>
            <dd>
              {detail.running_version ?? <Missing />} {filesSay(detail.as_in_files)}
            </dd>
            <dt>Parallelism</dt>
            <dd>{detail.parallelism ?? 'of the cluster'}</dd>
          </dl>
          {detail.file_problem !== null && (
            <p className={styles.problem}>The file cannot be a job: {detail.file_problem}</p>
          )}
          <div className={styles.actions}>
            {offer('Bring files in', 'apply', onlyChanged)}
            {offer('Stop', 'stop', onlyRunning)}
            {offer('Start', 'start', onlyStopped)}
            {offer('Start without state', 'fresh', onlyStopped)}
            {offer('Take savepoint', 'savepoint', onlyRunning)}
            {offer('Scale', 'scale', onlyRunning)}
            <Link className={styles.edit} to={`/job-sql?job=${encodeURIComponent(job)}`}>
              Edit SQL
            </Link>
            <Link className={styles.edit} to={`/operations?object=${encodeURIComponent(job)}`}>
              History
            </Link>
          </div>
          {detail.operation !== null && <OperationProgress id={detail.operation} />}
        </div>
      )}
      {action && detail && <ActionDialog action={action} detail={detail} onClose={() => setAction(null)} />}
    </Panel>
  )
}

function filesSay(asInFiles: boolean | null): string {
  if (asInFiles === null) return ''
  return asInFiles ? '(as the files say)' : '(the files have changed since)'
}
