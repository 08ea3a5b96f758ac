import { type IcebergTable, icebergTableNames, icebergTables } from '@lakehouse/contracts/tables.ts'
import { useState } from 'react'
import { arrange, type Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age, Missing } from '../../../components/time.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { newestRowsQuery } from '../api/newest-rows.ts'
import { NEWEST } from '../api/topic-tail.ts'
import { Detail } from './detail.tsx'
import styles from './side.module.css'

type Row = readonly (string | null)[]

/** Columns as the table has them; numbers to the right. */
function columnsOf(columns: readonly { readonly name: string; readonly type: string }[]): Column<Row>[] {
  return columns.map(({ name, type }, index) => ({
    id: name,
    header: name,
    width: `${widthOf(name, type)}px`,
    text: (row) => row[index] ?? '',
    cell: (row) => (row[index] == null ? <Missing /> : <code title={row[index] ?? ''}>{row[index]}</code>),
    ...(/^(bigint|integer|double|decimal)/.test(type) ? { align: 'right' as const } : {}),
  }))
}

/** Width of a column in pixels, by what usually stands in it. */
function widthOf(name: string, type: string): number {
  if (type.startsWith('timestamp')) return 236
  if (name === 'payload') return 480
  return name.endsWith('_id') ? 168 : 124
}

interface RowsPanelProps {
  table: IcebergTable
  onTable: (table: IcebergTable) => void
  filter: string
}

/** What a commit made visible: the newest rows of an Iceberg table as Trino reads them, and one of them in full. */
export function RowsPanel({ table, onTable, filter }: RowsPanelProps) {
  const { data, feed } = usePolledQuery(newestRowsQuery(table))
  const [chosen, setChosen] = useState<{ table: IcebergTable; row: Row } | null>(null)
  const names = data?.columns ?? []
  const columns = columnsOf(names)
  const all: readonly Row[] = data?.rows ?? []
  const rows = arrange(all, columns, null, filter)
  const keyColumns = icebergTables[table].key.map((name) => names.findIndex((column) => column.name === name))
  const keyOf = (row: Row) => keyColumns.map((index) => row[index] ?? '').join(':')
  const shown = chosen?.table === table ? chosen.row : null
  return (
    <Panel
      title="Iceberg"
      meaning={`The newest ${NEWEST} rows of the table as Trino reads them: what the last commit made visible. The same filter as for the records applies.`}
      span={6}
      height="clamp(440px, 100dvh - 172px, 1200px)"
      feeds={[feed]}
      skeleton={<Skeleton rows={16} />}
      table={() => ({ columns: names.map((column) => column.name), rows })}
      tableInPlace={false}
      controls={
        <Select
          label="Table"
          hideLabel
          value={table}
          options={icebergTableNames.map((name) => ({ value: name, label: name }))}
          onChange={onTable}
        />
      }
    >
      <div className={styles.side}>
        <p className={styles.summary}>
          Newest commit{' '}
          <strong>
            <Age at={feed.freshness?.committed ?? null} />
          </strong>{' '}
          ago · {icebergTables[table].kind} table · {rows.length} of {all.length} shown
        </p>
        <div className={styles.list}>
          {rows.length === 0 ? (
            <p className={styles.none}>
              {all.length === 0
                ? 'The table holds no row yet. Rows appear at the first commit after something for it has happened.'
                : `None of the newest ${all.length} rows contains "${filter}".`}
            </p>
          ) : (
            <DataTable
              caption={`Newest rows of ${table}`}
              columns={columns}
              rows={rows}
              rowKey={keyOf}
              selected={shown && keyOf(shown)}
              onSelect={(row) => setChosen({ table, row })}
              minWidth={names.reduce((total, column) => total + widthOf(column.name, column.type), 0)}
            />
          )}
        </div>
        {shown && (
          <Detail
            title={`Row ${keyOf(shown)}`}
            about={`As read when it was chosen, from ${table}.`}
            text={JSON.stringify(
              Object.fromEntries(names.map(({ name }, index) => [name, shown[index] ?? null])),
              null,
              2,
            )}
            onClose={() => setChosen(null)}
          />
        )}
      </div>
    </Panel>
  )
}
