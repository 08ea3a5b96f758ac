import { ActionButton } from '../../../components/action-button.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { rollBack, rollbackQuery } from '../api/tables.ts'
import { ChangeButton } from './change-button.tsx'
import styles from './tables.module.css'

const PACE_MS = 10_000

/** Makes the chosen version the present one, with its consequences named first. */
export function RollbackDialog({ table, snapshot }: { table: string; snapshot: string | null }) {
  const readOnly = useReadOnlyReason()
  if (snapshot === null)
    return <ActionButton reason={readOnly ?? 'Choose an earlier version first'}>Roll back …</ActionButton>
  return <Ready table={table} snapshot={snapshot} />
}

function Ready({ table, snapshot }: { table: string; snapshot: string }) {
  const { data, feed } = usePolledQuery(rollbackQuery(table, snapshot), PACE_MS)
  const unread = feed.state.kind === 'error' ? feed.state.cause : 'What it would do is not read yet'
  return (
    <ChangeButton
      opener="Roll back …"
      title={`Roll ${table} back?`}
      confirm="Roll back"
      typed={table}
      refused={data === undefined ? unread : data.refused}
      change={() => rollBack(table, snapshot)}
    >
      <ul className={styles.list}>
        {data?.consequences.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </ChangeButton>
  )
}
