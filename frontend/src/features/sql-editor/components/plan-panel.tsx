import type { Checked } from '../use-validation.ts'
import styles from './sql-editor.module.css'
import { Verdict } from './verdict.tsx'

/** What applying would do, whether the state fits, and how Flink would run it. */
export function PlanPanel({ checked }: { checked: Checked }) {
  const answer = checked.kind === 'checked' ? checked.answer : null
  return (
    <section className={styles.panel} aria-label="Plan">
      <h2 className={styles.title}>Plan</h2>
      {answer === null || answer.explained === null ? (
        <p className={styles.muted}>{answer === null ? 'Not checked yet.' : 'What the gateway refuses has no plan.'}</p>
      ) : (
        <>
          <p>{answer.plan ? `Applying would ${answer.plan.would}.` : answer.obstacle}</p>
          {answer.plan?.compatibility && <Verdict {...answer.plan.compatibility} />}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <pre className={styles.plan} tabIndex={0}>
            {answer.explained}
          </pre>
        </>
      )}
    </section>
  )
}
