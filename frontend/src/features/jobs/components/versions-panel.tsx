import type { JobVersion } from '@lakehouse/contracts/api/jobs.ts'
import { useState } from 'react'
import { ActionButton } from '../../../components/action-button.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { DiffView } from '../../../components/diff-view.tsx'
import { ChangeDialog } from '../../../components/operation/change-dialog.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age } from '../../../components/time.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { rollBack } from '../api/jobs.ts'
import { busyReason, type JobView } from '../job-view.ts'
import styles from './jobs.module.css'

const at = (time: string | null) => (time === null ? null : Date.parse(time))

/** Every text that was submitted, what each changed, and the way back to it. */
export function VersionsPanel({ job, detail, feed }: JobView) {
  const versions = detail?.versions ?? []
  const [chosen, choose] = useState<number | null>(null)
  const [asking, ask] = useState(false)
  const readOnly = useReadOnlyReason()
  const shown = versions.find(({ number }) => number === chosen) ?? versions[0]
  const runs = shown !== undefined && shown.number === detail?.running_version
  const reason = readOnly ?? busyReason(detail) ?? (runs ? 'This version is what runs.' : null)
  const columns: Column<JobVersion>[] = [
    {
      id: 'number',
      header: 'Version',
      width: '110px',
      text: ({ number }) => `${number}${number === detail?.running_version ? ' (runs)' : ''}`,
    },
    {
      id: 'created',
      header: 'First seen',
      align: 'right',
      text: (one) => one.created_at,
      cell: (one) => <Age at={at(one.created_at)} />,
    },
    {
      id: 'started',
      header: 'Last start',
      align: 'right',
      text: (one) => one.last_started_at ?? '',
      cell: (one) => <Age at={at(one.last_started_at)} />,
    },
    { id: 'starts', header: 'Starts', align: 'right', width: '70px', text: (one) => String(one.starts) },
  ]
  return (
    <Panel
      title="Versions"
      meaning="Every distinct text of this job that was submitted. Choose one to see what it changed against the one before it."
      span={6}
      height={360}
      feeds={[feed]}
      empty={
        versions.length === 0 && { why: 'No version is on record.', next: 'The first start of the job makes one.' }
      }
      skeleton={<Skeleton rows={6} />}
    >
      <div className={styles.split}>
        <DataTable
          caption={`Versions of ${job}`}
          columns={columns}
          rows={versions}
          rowKey={({ number }) => String(number)}
          selected={shown === undefined ? null : String(shown.number)}
          onSelect={({ number }) => choose(number)}
        />
        {shown && (
          <div className={styles.below}>
            <div className={styles.title}>
              <strong>What version {shown.number} changed</strong>
              <ActionButton reason={reason} onClick={() => ask(true)}>
                Go back to version {shown.number}
              </ActionButton>
            </div>
            {shown.changes === '' ? (
              <p className={styles.title}>It is the first on record.</p>
            ) : (
              <DiffView diff={shown.changes} label={`Changes of version ${shown.number}`} />
            )}
          </div>
        )}
      </div>
      {asking && shown && (
        <ChangeDialog
          title={`Go back to version ${shown.number} of ${job}?`}
          confirm={`Go back to version ${shown.number}`}
          reason={null}
          change={() => rollBack(job, shown.number)}
          onClose={() => ask(false)}
        >
          <p>
            The job is stopped with a savepoint and goes on from it with the SQL of version {shown.number}, which is
            also written to {detail?.file}. If that does not work out, what runs now comes back by itself.
          </p>
        </ChangeDialog>
      )}
    </Panel>
  )
}
