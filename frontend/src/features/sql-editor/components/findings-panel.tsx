import { CircleAlert, TriangleAlert } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import type { Checked } from '../use-validation.ts'
import type { Place } from './code-area.tsx'
import styles from './sql-editor.module.css'

const looks = { error: { tone: 'bad', icon: CircleAlert }, warning: { tone: 'warn', icon: TriangleAlert } } as const

interface FindingsPanelProps {
  checked: Checked
  file: string
  /** Why this browser may not even ask; null where it may. */
  readOnly: string | null
  onGo: (place: Place) => void
  onAgain: () => void
}

/** What the gateway and the rules found, each with its place and what to write instead. */
export function FindingsPanel({ checked, file, readOnly, onGo, onAgain }: FindingsPanelProps) {
  const findings = checked.kind === 'checked' ? checked.answer.findings : []
  return (
    <section className={styles.panel} aria-label="Findings">
      <h2 className={styles.title}>Findings</h2>
      <p role="status" className={styles.muted}>
        {readOnly ?? said(checked)}
      </p>
      {checked.kind === 'failed' && <Button onClick={onAgain}>Check again</Button>}
      <ul className={styles.findings}>
        {findings.map((finding) => (
          <li key={JSON.stringify(finding)} className={styles.finding}>
            <p>
              <Badge {...looks[finding.severity]}>{finding.severity}</Badge> <code>{finding.rule}</code>{' '}
              {finding.file === file ? (
                <button
                  type="button"
                  className={styles.place}
                  onClick={() => onGo({ line: finding.line, column: finding.column })}
                >
                  line {finding.line}, column {finding.column}
                </button>
              ) : (
                <code>
                  {finding.file}:{finding.line}
                </code>
              )}
            </p>
            <p className={styles.message}>{finding.message}</p>
            <p className={styles.muted}>{finding.instead}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function said(checked: Checked): string {
  switch (checked.kind) {
    case 'waiting':
      return 'The text is checked as soon as you pause.'
    case 'checking':
      return 'The gateway is planning the job …'
    case 'failed':
      return `${checked.failure.message} ${checked.failure.action}`
    case 'checked': {
      const { length } = checked.answer.findings
      return length === 0 ? 'Nothing to object: the gateway can run it, and no rule minds.' : `${length} found.`
    }
  }
}
