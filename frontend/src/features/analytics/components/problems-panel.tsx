import type { FailedCheck } from '@lakehouse/contracts/analytics-build.ts'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { PlainTable } from '../../../components/panel/plain-table.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { BUILD_PACE_MS, lastBuildQuery } from '../api/analytics.ts'
import styles from './problems-panel.module.css'

/** What failed or warned in the last build, each with the rows it kept. */
export function ProblemsPanel() {
  const { data, feed } = usePolledQuery(lastBuildQuery, BUILD_PACE_MS)
  const problems = data?.build?.problems ?? []
  if (problems.length === 0) return null
  return (
    <Panel
      title={problems.some(({ severity }) => severity === 'error') ? 'What failed' : 'Warnings'}
      meaning="The tests that did not pass, with the rows they kept. An error stops the publication; a warning does not."
      span={12}
      height={Math.min(
        520,
        problems.reduce((sum, problem) => sum + heightOf(problem), 24),
      )}
      feeds={[feed]}
      skeleton={<Skeleton rows={4} />}
      table={() => ({
        columns: ['severity', 'name', 'file', 'message', 'row'],
        rows: problems.flatMap(({ severity, name, file, message, rows }) =>
          (rows.length === 0 ? [null] : rows).map((row) => [
            severity,
            name,
            `dbt/${file}`,
            message,
            row === null ? null : JSON.stringify(row),
          ]),
        ),
      })}
      tableInPlace={false}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.list} tabIndex={0} aria-label="Tests that did not pass">
        {problems.map((problem) => (
          <Problem key={`${problem.name} ${problem.file}`} problem={problem} />
        ))}
      </section>
    </Panel>
  )
}

/** About what a problem takes, so that few of them leave no empty room; pixels. */
function heightOf({ rows, storedIn }: FailedCheck): number {
  return 66 + (storedIn === null ? 0 : 28) + (rows.length === 0 ? 0 : 38 + 34 * Math.min(6, rows.length))
}

function Problem({ problem: { severity, name, file, message, failures, storedIn, rows } }: { problem: FailedCheck }) {
  const isError = severity === 'error'
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const all = storedIn === null ? null : `SELECT * FROM ${storedIn}`
  return (
    <article className={styles.problem}>
      <h3 className={styles.name}>
        <Badge tone={isError ? 'bad' : 'warn'} icon={isError ? CircleAlert : TriangleAlert}>
          {isError ? 'Error' : 'Warning'}
        </Badge>
        <code>{name}</code>
      </h3>
      <p className={styles.about}>
        {message} · <code>dbt/{file}</code>
      </p>
      {rows.length > 0 && (
        <div className={styles.rows}>
          <PlainTable
            caption={`Failing rows of ${name}`}
            data={{ columns, rows: rows.map((row) => columns.map((column) => textOf(row[column]))) }}
          />
        </div>
      )}
      {all !== null && failures !== null && (
        <p className={styles.about}>
          {rows.length < failures ? `${rows.length} of ${formatCount(String(failures))} rows. ` : ''}
          All that are kept: <code>{all}</code> <CopyButton text={all} what="query for the failing rows" />
        </p>
      )}
    </article>
  )
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
