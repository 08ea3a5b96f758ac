import type { JobDetail } from '@lakehouse/contracts/api/jobs.ts'
import { useMemo, useState } from 'react'
import { ActionButton } from '../../../components/action-button.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import type { Feed } from '../../../lib/polling/use-polled-query.ts'
import { applyReason } from '../apply-reason.ts'
import { useValidation } from '../use-validation.ts'
import { ApplyDialog } from './apply-dialog.tsx'
import { CodeArea, type Place } from './code-area.tsx'
import { FindingsPanel } from './findings-panel.tsx'
import { PlanPanel } from './plan-panel.tsx'
import styles from './sql-editor.module.css'

interface EditorPanelsProps {
  detail: JobDetail
  feed: Feed
  names: readonly string[]
  onJob: (job: string) => void
}

/** The text beside what is said of it; a text that was not typed in follows the file. */
export function EditorPanels({ detail, feed, names, onJob }: EditorPanelsProps) {
  const { name, file } = detail
  const [draft, setDraft] = useState<string | null>(null)
  const [base, setBase] = useState(detail.sql)
  const [place, setPlace] = useState<Place | null>(null)
  const [round, setRound] = useState(0)
  const [applying, setApplying] = useState<string | null>(null)
  const readOnly = useReadOnlyReason()
  const text = draft ?? detail.sql
  const dirty = draft !== null && draft !== detail.sql
  const checked = useValidation(name, readOnly === null ? text : null, round)
  const all = checked.kind === 'checked' ? checked.answer.findings : none
  const own = useMemo(() => all.filter((finding) => finding.file === file), [all, file])
  const reason = readOnly ?? applyReason(checked, detail)
  const overtaken = dirty && base !== detail.sql
  const edit = (next: string) => {
    if (draft === null) setBase(detail.sql)
    setDraft(next === detail.sql ? null : next)
  }
  return (
    <>
      <Panel
        title={file}
        meaning="The job's own file. The gateway and the lint rules are asked whenever you pause; nothing is changed until you apply."
        span={7}
        height="clamp(420px, 100dvh - 180px, 1400px)"
        feeds={[feed]}
        skeleton={<Skeleton rows={14} />}
        controls={
          <>
            <Select
              label="Job"
              hideLabel
              value={name}
              options={names.map((value) => ({ value, label: value }))}
              onChange={onJob}
            />
            <ActionButton reason={dirty ? null : 'Nothing has been edited.'} onClick={() => setDraft(null)}>
              Discard edits
            </ActionButton>
            <ActionButton main reason={reason} onClick={() => setApplying(text)}>
              Apply
            </ActionButton>
          </>
        }
      >
        <div className={styles.editor}>
          {overtaken && (
            <p role="status" className={styles.notice}>
              The file has changed since you began to edit: applying replaces that change. “Discard edits” shows it.
            </p>
          )}
          <CodeArea label={`SQL of ${name}`} text={text} onChange={edit} findings={own} place={place} />
        </div>
      </Panel>
      <div className={styles.said}>
        <FindingsPanel
          checked={checked}
          file={file}
          readOnly={readOnly}
          onGo={setPlace}
          onAgain={() => setRound((current) => current + 1)}
        />
        <PlanPanel checked={checked} />
      </div>
      {applying !== null && checked.kind !== 'waiting' && (
        <ApplyDialog
          job={name}
          file={file}
          sql={applying}
          plan={checked.kind === 'checked' ? checked.answer.plan : null}
          onClose={() => {
            setApplying(null)
            setDraft((current) => (current === applying ? null : current))
          }}
        />
      )}
    </>
  )
}

const none: readonly never[] = []
