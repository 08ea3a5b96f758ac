import type { RunSummary } from '@lakehouse/contracts/api/tasks.ts'
import { Link } from 'react-router-dom'
import { Age } from '../../../components/time.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { runLogQuery } from '../api/build-runs.ts'
import styles from './build-panel.module.css'

const SHOWN_LINES = 8
const LOG_PACE_MS = 2_000

/** The build that goes on, with the newest lines it printed. */
export function RunningBuild({ run }: { run: RunSummary }) {
  const { data } = usePolledQuery(runLogQuery(run.id), LOG_PACE_MS)
  const lines = (data?.lines ?? []).slice(-SHOWN_LINES)
  return (
    <section className={styles.running} aria-label="Build under way">
      <p role="status">
        Run {run.id} {run.state === 'waiting' ? `waits: ${run.waiting_for ?? 'for its turn'}` : 'is building'}, for{' '}
        <Age at={Date.parse(run.started_at ?? run.created_at)} />.{' '}
        <Link to={`/tasks?run=${run.id}`}>Its whole log</Link>
      </p>
      <pre className={styles.log}>{lines.map(({ text }) => withoutColors(text)).join('\n') || 'No line yet.'}</pre>
    </section>
  )
}

/** Without the escape sequences that colour a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with one
const withoutColors = (text: string) => text.replaceAll(/\u001b\[[\d;]*m/g, '')
