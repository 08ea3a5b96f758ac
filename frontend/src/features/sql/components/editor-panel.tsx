import { MOST_SQL_ROWS } from '@lakehouse/contracts/api/sql.ts'
import { Play, Square } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { ActionButton } from '../../../components/action-button.tsx'
import { ChangeFailure } from '../../../components/change-failure.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { useChange } from '../../../lib/api/use-change.ts'
import { formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { beginSql, cancelSql, TABLES_SLOWEST_MS, tablesQuery } from '../api/sql.ts'
import { useExecution } from '../use-execution.ts'
import styles from './sql.module.css'

const Editor = lazy(() => import('./editor.tsx'))
const LIMITS = [100, 1_000, MOST_SQL_ROWS]

interface EditorPanelProps {
  text: string
  onText: (text: string) => void
  limit: number
  onLimit: (limit: number) => void
  shown: number | null
  onShow: (id: number) => void
}

/** Where a statement is written, run, explained and cancelled. */
export function EditorPanel({ text, onText, limit, onLimit, shown, onShow }: EditorPanelProps) {
  const tables = usePolledQuery(tablesQuery, TABLES_SLOWEST_MS)
  const execution = useExecution(shown)
  const [selected, setSelected] = useState('')
  const readOnly = useReadOnlyReason()
  const part = selected.trim() !== ''
  const begin = useChange(
    (mode: 'run' | 'explain') => beginSql({ sql: part ? selected : text, mode, row_limit: limit }),
    ({ id }) => onShow(id),
  )
  const cancel = useChange((id: number) => cancelSql(id))
  const running = execution?.state === 'running'
  const reason = readOnly ?? (text.trim() === '' ? 'There is no SQL.' : begin.busy ? 'It is being asked for.' : null)
  const completion = useMemo(() => {
    const known = (tables.data?.tables ?? []).map(({ schema, name, columns }) => {
      return [`iceberg.${schema}.${name}`, columns.map((column) => column.name)] as const
    })
    return Object.fromEntries(known)
  }, [tables.data])
  return (
    <Panel
      title="SQL"
      meaning="One statement, run by Trino as a user whose rights are to read and nothing else. Ctrl+Enter runs it, or only what is selected."
      span={8}
      height={320}
      feeds={[]}
      skeleton={<Skeleton rows={8} />}
      controls={
        <div className={styles.controls}>
          <ActionButton main reason={reason} onClick={() => begin.begin('run')}>
            <Play size={13} aria-hidden /> {part ? 'Run selection' : 'Run'}
          </ActionButton>
          <ActionButton reason={reason} onClick={() => begin.begin('explain')}>
            Explain
          </ActionButton>
          <ActionButton
            reason={readOnly ?? (running ? null : 'Nothing runs.')}
            onClick={() => shown !== null && cancel.begin(shown)}
          >
            <Square size={13} aria-hidden /> Cancel
          </ActionButton>
          <Select
            label="Rows at most"
            value={String(limit)}
            options={LIMITS.map((rows) => ({ value: String(rows), label: formatCount(String(rows)) }))}
            onChange={(rows) => onLimit(Number(rows))}
          />
        </div>
      }
    >
      <div className={styles.write}>
        <ChangeFailure failure={begin.failure ?? cancel.failure} />
        <div className={styles.editor}>
          <Suspense fallback={<Skeleton rows={8} />}>
            <Editor
              text={text}
              onChange={onText}
              onSelect={setSelected}
              tables={completion}
              onRun={() => reason === null && begin.begin('run')}
            />
          </Suspense>
        </div>
      </div>
    </Panel>
  )
}
