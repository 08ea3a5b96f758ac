import type { Savepoint } from '@lakehouse/contracts/api/jobs.ts'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { ActionButton } from '../../../components/action-button.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { ChangeDialog } from '../../../components/operation/change-dialog.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age, Missing } from '../../../components/time.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { operationLink } from '../../../lib/api/operation.ts'
import { formatBytes } from '../../../lib/number.ts'
import { deleteSavepoint } from '../api/jobs.ts'
import { busyReason, type JobView } from '../job-view.ts'
import styles from './jobs.module.css'
import { RestoreDialog } from './restore-dialog.tsx'

const columns: Column<Savepoint>[] = [
  { id: 'id', header: 'Savepoint', term: 'savepoint', width: '96px', text: ({ id }) => String(id) },
  {
    id: 'taken',
    header: 'Age',
    align: 'right',
    width: '110px',
    text: (one) => one.taken_at,
    cell: (one) => <Age at={Date.parse(one.taken_at)} />,
  },
  {
    id: 'version',
    header: 'Version',
    align: 'right',
    width: '76px',
    text: (one) => String(one.version ?? ''),
    cell: (one) => one.version ?? <Missing />,
  },
  {
    id: 'bytes',
    header: 'Size',
    align: 'right',
    width: '90px',
    text: (one) => String(one.bytes ?? ''),
    cell: (one) => (one.bytes === null ? <Missing /> : formatBytes(one.bytes)),
  },
  {
    id: 'operation',
    header: 'Operation',
    align: 'right',
    width: '90px',
    text: (one) => String(one.operation ?? ''),
    cell: (one) =>
      one.operation === null ? <Missing /> : <Link to={operationLink(one.operation)}>{one.operation}</Link>,
  },
  { id: 'path', header: 'Path', text: (one) => one.path, cell: (one) => <code title={one.path}>{one.path}</code> },
]

/** The savepoints that are kept, and what can be done with the chosen one. */
export function SavepointsPanel({ job, detail, feed }: JobView) {
  const savepoints = detail?.savepoints ?? []
  const [chosen, choose] = useState<number | null>(null)
  const [asking, ask] = useState<'restore' | 'delete' | null>(null)
  const readOnly = useReadOnlyReason()
  const shown = savepoints.find(({ id }) => id === chosen) ?? savepoints[0]
  const busy = readOnly ?? busyReason(detail)
  const kept = shown?.kept_always ? 'The newest good savepoint of a job is never deleted.' : null
  return (
    <Panel
      title="Savepoints"
      meaning="State on demand, from which the job can go on. The ten newest are kept, others for seven days, the newest good one always."
      span={6}
      height={280}
      feeds={[feed]}
      empty={
        savepoints.length === 0 && {
          why: 'No savepoint is on record.',
          next: '“Take savepoint” makes one; so does every change of the job.',
        }
      }
      skeleton={<Skeleton rows={5} />}
    >
      <div className={styles.split}>
        <DataTable
          caption={`Savepoints of ${job}`}
          columns={columns}
          rows={savepoints}
          rowKey={({ id }) => String(id)}
          selected={shown === undefined ? null : String(shown.id)}
          onSelect={({ id }) => choose(id)}
          minWidth={700}
        />
        {shown && (
          <div className={styles.title} style={{ flex: 'none' }}>
            <span>
              Savepoint {shown.id} <CopyButton text={shown.path} what="savepoint path" />
            </span>
            <span className={styles.actions}>
              <ActionButton reason={busy} onClick={() => ask('restore')}>
                Restore
              </ActionButton>
              <ActionButton reason={busy ?? kept} onClick={() => ask('delete')}>
                Delete
              </ActionButton>
            </span>
          </div>
        )}
      </div>
      {asking === 'restore' && shown && <RestoreDialog savepoint={shown} onClose={() => ask(null)} />}
      {asking === 'delete' && shown && (
        <ChangeDialog
          title={`Delete savepoint ${shown.id} of ${job}?`}
          confirm="Delete"
          reason={null}
          change={() => deleteSavepoint(job, shown.id)}
          onClose={() => ask(null)}
        >
          <p>Flink deletes its files for good. The job and its other savepoints stay as they are.</p>
        </ChangeDialog>
      )}
    </Panel>
  )
}
