import type { LayoutPart } from '@lakehouse/contracts/api/tables.ts'
import { useState } from 'react'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { formatBytes, formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { filesQuery, layOut, tableQuery } from '../api/tables.ts'
import { ChangeButton } from './change-button.tsx'
import styles from './tables.module.css'

/** Trino reads the manifests for it, so not at every poll. */
const PACE_MS = 15_000
const count = (value: number) => formatCount(String(value))
const kinds = { data: 'data', position_deletes: 'position deletes', equality_deletes: 'equality deletes' } as const

const columns: Column<LayoutPart>[] = [
  {
    id: 'layout',
    header: 'Layout',
    width: '150px',
    text: (part) => part.layout || 'unpartitioned',
    cell: (part) => (
      <span title={part.current ? 'The current layout' : 'A former layout'}>
        {part.layout || 'unpartitioned'}
        {part.current ? '' : ' (former)'}
      </span>
    ),
  },
  {
    id: 'partition',
    header: 'Partition',
    term: 'partition',
    text: (part) => part.partition,
    cell: (part) => <code title={part.partition}>{valuesOf(part.partition)}</code>,
  },
  { id: 'content', header: 'Kind', width: '124px', text: (part) => kinds[part.content] },
  { id: 'files', header: 'Files', align: 'right', width: '64px', text: (part) => count(part.files) },
  { id: 'small', header: 'Small', align: 'right', width: '64px', text: (part) => count(part.small_files) },
  { id: 'bytes', header: 'Size', align: 'right', width: '84px', text: (part) => formatBytes(part.bytes) },
]

/** `{"ride_id_bucket":3}` as `3`. */
function valuesOf(partition: string): string {
  return partition === '' ? '–' : Object.values(JSON.parse(partition) as Record<string, unknown>).join(', ')
}

/** Where the table's files are: by layout, partition and kind. */
export function LayoutPanel({ table }: { table: string }) {
  const { data, feed } = usePolledQuery(filesQuery(table), PACE_MS)
  const parts = data?.parts ?? []
  return (
    <Panel
      title="Files and partitions"
      meaning="Every data and delete file by layout and partition, read from the manifests. After a change of layout, older files of a table that only grows stay in the former one."
      span={5}
      height={380}
      feeds={[feed]}
      empty={
        data !== undefined &&
        parts.length === 0 && { why: 'The table has no file.', next: 'Rows come with the next commit.' }
      }
      skeleton={<Skeleton rows={10} />}
      table={() => ({
        columns: columns.map(({ header }) => header),
        rows: parts.map((part) => columns.map((column) => column.text(part))),
      })}
      tableInPlace={false}
      controls={<ChangeLayout table={table} />}
    >
      <div className={styles.side}>
        <p className={styles.inset}>
          {count(parts.reduce((sum, part) => sum + part.files, 0))} files in {count(data?.manifests ?? 0)} manifests;
          small is below {formatBytes(data?.small_bytes ?? 0)}.
        </p>
        <div className={styles.grow}>
          <DataTable
            caption={`Files of ${table}`}
            columns={columns}
            rows={parts}
            rowKey={(part) => `${part.spec_id} ${part.partition} ${part.content}`}
            minWidth={620}
          />
        </div>
      </div>
    </Panel>
  )
}

function ChangeLayout({ table }: { table: string }) {
  const { data } = usePolledQuery(tableQuery(table))
  const [text, setText] = useState<string | null>(null)
  const present = data?.summary.partitioning.join('; ') ?? ''
  const wanted = (text ?? present)
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
  const upsert = data?.summary.writing === 'upsert'
  const jobs = data?.jobs.join(' and ') ?? ''
  return (
    <ChangeButton
      opener="Change layout …"
      title={`Lay ${table} out anew?`}
      confirm="Change layout"
      typed={table}
      refused={data === undefined ? 'The table is not read yet' : null}
      change={() => layOut(table, wanted)}
    >
      <TextField
        code
        label="Partitioning, transforms separated by semicolons; empty for none"
        value={text ?? present}
        onChange={setText}
      />
      <p>
        {jobs === ''
          ? 'No job writes it.'
          : `${jobs} stops with a savepoint and goes on from it, for about half a minute.`}{' '}
        Reads go on.{' '}
        {upsert
          ? 'Every file is rewritten into the new layout, because an equality delete reaches only files of its own; then every key is checked to have one row. Should that fail, the former layout is put back.'
          : 'Files that are there stay in the former layout, new ones get the new one.'}
      </p>
    </ChangeButton>
  )
}
