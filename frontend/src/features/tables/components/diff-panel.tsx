import type { TableDiff } from '@lakehouse/contracts/api/tables.ts'
import { useQuery } from '@tanstack/react-query'
import { CircleMinus, CirclePlus, RefreshCw } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Missing, Time } from '../../../components/time.tsx'
import { formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { formatDuration } from '../../../lib/time.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { diffQuery, snapshotsQuery } from '../api/tables.ts'
import { comparedWith, distances } from '../compared.ts'
import { feedOf } from '../one-feed.ts'
import { useSnapshot } from '../view.ts'
import styles from './tables.module.css'

type Row = TableDiff['rows'][number]
const PACE_MS = 4_000
const looks = {
  added: { tone: 'ok', icon: CirclePlus },
  removed: { tone: 'bad', icon: CircleMinus },
  changed: { tone: 'warn', icon: RefreshCw },
} as const

/** What changed between the chosen version and one before it. */
export function DiffPanel({ table }: { table: string }) {
  const [chosen] = useSnapshot()
  const [distance, setDistance] = useUrlState<string>('since', '1', Object.keys(distances))
  const { data: timeline } = usePolledQuery(snapshotsQuery(table), PACE_MS)
  // Of the newest version the answer would be asked anew at every commit: only a chosen one is compared.
  const pair = chosen === '' ? null : comparedWith(timeline?.snapshots ?? [], chosen, Number(distance))
  const { queryKey, queryFn } = diffQuery(table, pair?.from ?? '0', pair?.to ?? '0')
  const answer = useQuery({ queryKey, queryFn, enabled: pair !== null, retry: false, refetchOnWindowFocus: false })
  const { data } = answer
  const rows = data?.rows ?? []
  const columns = columnsOf(data)
  return (
    <Panel
      title="What changed"
      meaning="Rows that the chosen version has gained, lost or changed since an earlier one, told apart by key; at most 50 of each kind are listed, all are counted."
      span={7}
      height={380}
      feeds={pair === null ? [] : [feedOf(answer)]}
      empty={
        pair === null
          ? chosen === ''
            ? { why: 'No version is chosen.', next: 'Choose one on the scrubber of Snapshots.' }
            : { why: 'There is no earlier version left to compare with.', next: 'Choose a later one.' }
          : data !== undefined &&
            rows.length === 0 && {
              why: 'No row differs.',
              next: 'A rewrite of files changes none; compare with an earlier version.',
            }
      }
      skeleton={<Skeleton rows={8} />}
      table={() => ({
        columns: columns.map(({ header }) => header),
        rows: rows.map((row) => columns.map((column) => column.text(row))),
      })}
      tableInPlace={false}
      controls={
        <Select
          label="Compared with"
          hideLabel
          value={distance}
          options={Object.entries(distances).map(([value, label]) => ({ value, label }))}
          onChange={setDistance}
        />
      }
    >
      <div className={styles.side}>
        {data && (
          <p className={styles.inset}>
            <strong>{formatCount(data.counts.added)}</strong> added, <strong>{formatCount(data.counts.removed)}</strong>{' '}
            removed, <strong>{formatCount(data.counts.changed)}</strong> changed from <Time at={data.from.at} /> to{' '}
            <Time at={data.to.at} />, {data.key.length === 0 ? 'whole rows compared' : `by ${data.key.join(', ')}`}, in{' '}
            {formatDuration(data.query_ms)}
          </p>
        )}
        <div className={styles.grow}>
          <DataTable
            caption={`Changed rows of ${table}`}
            columns={columns}
            rows={rows}
            rowKey={(row) => `${row.change} ${(row.after ?? row.before ?? []).join('\u0000')}`}
            minWidth={Math.max(600, columns.length * 140)}
          />
        </div>
      </div>
    </Panel>
  )
}

function columnsOf(data: TableDiff | undefined): Column<Row>[] {
  if (data === undefined) return []
  return [
    {
      id: 'change',
      header: 'Change',
      width: '104px',
      text: (row) => row.change,
      cell: (row) => (
        <Badge tone={looks[row.change].tone} icon={looks[row.change].icon}>
          {row.change}
        </Badge>
      ),
    },
    ...data.columns.map(
      ({ name }, index): Column<Row> => ({
        id: name,
        header: name,
        width: `${Math.max(120, name.length * 9)}px`,
        text: (row) => cellText(row, index),
        cell: (row) => {
          const text = cellText(row, index)
          const differs = row.change === 'changed' && row.before?.[index] !== row.after?.[index]
          if (text === '') return <Missing />
          return (
            <span className={differs ? styles.changed : undefined} title={text}>
              {text}
            </span>
          )
        },
      }),
    ),
  ]
}

/** The cell after the change; of one that differs also before. */
function cellText({ change, before, after }: Row, index: number): string {
  const [was, is] = [before?.[index] ?? '', after?.[index] ?? '']
  if (change !== 'changed') return change === 'removed' ? was : is
  return was === is ? is : `${was || '–'} → ${is || '–'}`
}
