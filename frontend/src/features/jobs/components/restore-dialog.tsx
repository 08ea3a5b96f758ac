import type { Savepoint } from '@lakehouse/contracts/api/jobs.ts'
import { useState } from 'react'
import { ChangeDialog } from '../../../components/operation/change-dialog.tsx'
import { Time } from '../../../components/time.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { restore, savepointQuery } from '../api/jobs.ts'
import styles from './jobs.module.css'

/** A restore rewinds the job: it says which tables would get rows a second time before it asks. */
export function RestoreDialog({ savepoint, onClose }: { savepoint: Savepoint; onClose: () => void }) {
  const { id, job, taken_at } = savepoint
  const { data, feed } = usePolledQuery(savepointQuery(job, id))
  const [accepted, accept] = useState(false)
  const later = data?.later_commits
  const problem = feed.state.kind === 'error' ? feed.state.cause : null
  const unread = later === undefined ? (problem ?? 'The tables are being asked for later commits.') : null
  const warned = later !== undefined && later.length > 0 && !accepted ? 'Accept that rows are written again.' : null
  return (
    <ChangeDialog
      title={`Restore ${job} to savepoint ${id}?`}
      confirm="Restore"
      reason={unread ?? warned}
      change={() => restore(job, id, accepted)}
      onClose={onClose}
    >
      <p>
        What runs is stopped with a savepoint of its own; then the job goes on from <Time at={taken_at} />.
      </p>
      {unread !== null && <p role="status">{unread}</p>}
      {later?.length === 0 && <p>No table holds a commit made after this savepoint: nothing is written twice.</p>}
      {later !== undefined && later.length > 0 && (
        <>
          <p>
            Since then these tables got commits, whose rows the job would write again. Tables that only append would
            hold them twice:
          </p>
          <ul className={styles.later}>
            {later.map(({ table, commits, newest_committed_at }) => (
              <li key={table}>
                <code>{table}</code>: {commits} commits, newest <Time at={newest_committed_at} />
              </li>
            ))}
          </ul>
          <label className={styles.check}>
            <input type="checkbox" checked={accepted} onChange={(event) => accept(event.target.checked)} />
            Restore all the same
          </label>
        </>
      )}
    </ChangeDialog>
  )
}
