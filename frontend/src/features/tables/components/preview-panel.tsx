import { useQuery } from '@tanstack/react-query'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Missing, Time } from '../../../components/time.tsx'
import { formatDuration } from '../../../lib/time.ts'
import { previewQuery } from '../api/tables.ts'
import { feedOf } from '../one-feed.ts'
import { useSnapshot } from '../view.ts'
import styles from './tables.module.css'

type Row = readonly (string | null)[]

/** Some rows of the chosen version. A version never changes, so it is asked once. */
export function PreviewPanel({ table }: { table: string }) {
  const [snapshot] = useSnapshot()
  const { queryKey, queryFn } = previewQuery(table, snapshot)
  const answer = useQuery({ queryKey, queryFn, retry: false, refetchOnWindowFocus: false })
  const { data } = answer
  const columns: Column<Row>[] = (data?.columns ?? []).map(({ name, type }, index) => ({
    id: name,
    header: name,
    width: `${Math.max(110, name.length * 9)}px`,
    text: (row) => row[index] ?? '',
    cell: (row) => (row[index] == null ? <Missing /> : <span title={`${type}: ${row[index]}`}>{row[index]}</span>),
  }))
  const rows = data?.rows ?? []
  return (
    <Panel
      title="Preview"
      meaning="Rows of the chosen version, the newest first where the table has a time; read when the version is chosen, not at every poll."
      span={12}
      height={340}
      feeds={[feedOf(answer)]}
      empty={
        data !== undefined && rows.length === 0 && { why: 'This version has no row.', next: 'Choose another one.' }
      }
      skeleton={<Skeleton rows={8} />}
      table={() => ({ columns: columns.map(({ header }) => header), rows: rows.map((row) => [...row]) })}
      tableInPlace={false}
    >
      <div className={styles.side}>
        <p className={styles.inset}>
          {rows.length} rows as of <Time at={data?.snapshot?.at ?? null} />, read in{' '}
          {formatDuration(data?.query_ms ?? 0)}
        </p>
        <div className={styles.grow}>
          <DataTable
            caption={`Rows of ${table}`}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.join('\u0000')}
            minWidth={Math.max(600, columns.length * 140)}
          />
        </div>
      </div>
    </Panel>
  )
}
