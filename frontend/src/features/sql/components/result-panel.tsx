import type { SqlAnswer } from '@lakehouse/contracts/api/sql.ts'
import { useMemo } from 'react'
import { Badge } from '../../../components/badge.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Missing } from '../../../components/time.tsx'
import { formatBytes, formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { formatDuration } from '../../../lib/time.ts'
import { executionQuery } from '../api/sql.ts'
import { executionStates } from '../execution-states.ts'
import styles from './sql.module.css'

/** What a statement gave: its rows so far, how it stands, what it cost. */
export function ResultPanel({ id }: { id: number | null }) {
  return id === null ? <NoResult /> : <Result key={id} id={id} />
}

const MEANING =
  'The rows of the statement, exactly as Trino gave them, up to the limit. Times are UTC. Download CSV from the menu.'

function NoResult() {
  return (
    <Panel
      title="Result"
      meaning={MEANING}
      span={12}
      height={200}
      feeds={[]}
      empty={{
        why: 'No statement has been run here yet.',
        next: 'Run the one above with Ctrl+Enter, or choose one from the history.',
      }}
      skeleton={<Skeleton rows={4} />}
    >
      {null}
    </Panel>
  )
}

function Result({ id }: { id: number }) {
  const query = executionQuery(id)
  const { data, feed } = usePolledQuery(query)
  return (
    <Panel
      title={`Result of statement ${id}`}
      meaning={MEANING}
      span={12}
      height="clamp(320px, 60dvh, 900px)"
      feeds={[feed]}
      skeleton={<Skeleton rows={10} />}
      table={() => ({ columns: data?.columns.map(({ name }) => name) ?? [], rows: data?.rows ?? [] })}
      tableInPlace={false}
    >
      {data && <Answer answer={data} />}
    </Panel>
  )
}

interface NumberedRow {
  readonly number: number
  readonly cells: readonly (string | null)[]
}

function Answer({ answer }: { answer: SqlAnswer }) {
  const { columns, rows, error, mode } = answer
  const shown = useMemo(() => columnsOf(columns), [columns])
  const numbered = useMemo(() => rows.map((cells, number) => ({ number: number + 1, cells })), [rows])
  return (
    <div className={styles.answer}>
      <Summary answer={answer} />
      {error !== null && (
        <div role="alert" className={styles.error}>
          <p>
            <strong>{error.name}</strong>
            {error.line !== null && ` at line ${error.line}, column ${error.column}`}
          </p>
          <p>{error.message}</p>
        </div>
      )}
      {mode === 'explain' ? (
        rows.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          <pre className={styles.plan} tabIndex={0}>
            {rows.map(([line]) => line).join('\n')}
          </pre>
        )
      ) : columns.length > 0 ? (
        <div className={styles.rows}>
          <DataTable
            caption="Rows of the statement"
            columns={shown}
            rows={numbered}
            rowKey={({ number }) => String(number)}
            minWidth={60 + columns.length * 150}
          />
        </div>
      ) : null}
    </div>
  )
}

function Summary({ answer }: { answer: SqlAnswer }) {
  const { state, row_count, row_limit, truncated, progress, submitted_at, ended_at, server_now, rows_kept, query_id } =
    answer
  const { tone, icon, word } = executionStates[state]
  const ms = Date.parse(ended_at ?? server_now) - Date.parse(submitted_at)
  const parts = [
    `${formatCount(String(row_count))} rows`,
    formatDuration(ms),
    `${formatCount(progress.rows_read)} rows and ${formatBytes(Number(progress.bytes_read))} read`,
  ]
  if (state === 'running') parts.push(progress.percent === null ? progress.state : `${progress.percent.toFixed(0)} %`)
  return (
    <p className={styles.summary} role="status">
      <Badge tone={tone} icon={icon} title={query_id === null ? undefined : `Trino query ${query_id}`}>
        {word}
      </Badge>
      <span>{parts.join(' · ')}</span>
      {truncated && (
        <strong>
          Cut off at {row_count < row_limit ? '4 million characters' : `${formatCount(String(row_limit))} rows`}: there
          are more. Add a LIMIT, a filter or an aggregate.
        </strong>
      )}
      {!rows_kept && state !== 'failed' && <strong>Its rows are no longer kept: run it again to see them.</strong>}
    </p>
  )
}

const NUMBER = /^(tinyint|smallint|integer|bigint|decimal|double|real)/

function columnsOf(columns: SqlAnswer['columns']): Column<NumberedRow>[] {
  const number: Column<NumberedRow> = {
    id: '#',
    header: '#',
    width: '60px',
    align: 'right',
    text: (row) => String(row.number),
  }
  const own = columns.map(({ name, type }, index): Column<NumberedRow> => {
    const text = (row: NumberedRow) => row.cells[index] ?? ''
    return {
      // Trino may give two columns the same name, or none.
      id: `${index}`,
      header: name === '' ? `column ${index + 1}` : name,
      ...(NUMBER.test(type) ? { align: 'right' as const } : {}),
      text,
      cell: (row) =>
        row.cells[index] === null ? <Missing /> : <span title={`${text(row)}\n${type}`}>{text(row)}</span>,
    }
  })
  return [number, ...own]
}
