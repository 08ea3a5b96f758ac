import { type MartName, MOST_MART_ROWS } from '@lakehouse/contracts/api/analytics.ts'
import { arrange, type Column, formatSort, parseSort } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Missing } from '../../../components/time.tsx'
import { compareDecimals } from '../../../lib/decimal.ts'
import { formatCount, formatDecimal } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { lastBuildQuery, MART_PACE_MS, martRowsQuery } from '../api/analytics.ts'
import { title } from './mart-panel.tsx'
import styles from './mart-rows-panel.module.css'

interface Row {
  readonly key: string
  readonly cells: readonly (string | null)[]
}

const NUMERIC = /^(bigint|integer|double|decimal)/

function columnsOf(columns: readonly { readonly name: string; readonly type: string }[]): Column<Row>[] {
  return columns.map(({ name, type }, index) => {
    const text = (row: Row) => row.cells[index] ?? ''
    const numeric = NUMERIC.test(type)
    return {
      id: name,
      header: name,
      width: `${widthOf(name, type)}px`,
      text,
      cell: (row: Row) => {
        const cell = row.cells[index] ?? null
        if (cell === null) return <Missing />
        return <span title={cell}>{shown(cell, type)}</span>
      },
      compare: numeric
        ? (a: Row, b: Row) => compareDecimals(text(a) || '-1e30', text(b) || '-1e30')
        : (a: Row, b: Row) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0),
      ...(numeric ? { align: 'right' as const } : {}),
    }
  })
}

/** Exact numbers with their decimals, instants to the second in UTC; the whole value is on hover and in the CSV. */
function shown(cell: string, type: string): string {
  if (type.startsWith('timestamp')) return cell.slice(0, 19).replace('T', ' ')
  const [, decimals] = /^decimal\(\d+,(\d+)\)$/.exec(type) ?? []
  if (decimals !== undefined) return formatDecimal(cell, Number(decimals))
  return /^(bigint|integer)$/.test(type) ? formatCount(cell) : cell
}

/** Width of a column in pixels: its name must be readable, and what usually stands in it. */
function widthOf(name: string, type: string): number {
  const content = type.startsWith('timestamp') ? 168 : name.endsWith('_id') ? 176 : NUMERIC.test(type) ? 96 : 124
  return Math.max(content, 8 * name.length + 34)
}

/** A mart's own rows, to sort, filter and take along. */
export function MartRowsPanel({ mart }: { mart: MartName }) {
  const [sortText, setSort] = useUrlState<string>('sort', '')
  const [filter, setFilter] = useUrlState<string>('filter', '')
  const { data, feed } = usePolledQuery(martRowsQuery(mart), MART_PACE_MS)
  const { data: last } = usePolledQuery(lastBuildQuery, MART_PACE_MS)
  const columns = columnsOf(data?.columns ?? [])
  const all = (data?.rows ?? []).map((cells, index): Row => ({ key: String(index), cells }))
  const sort = parseSort(sortText)
  const rows = arrange(all, columns, sort, filter)
  const published = last?.build?.published.find((one) => one.mart === mart)?.rowCount
  return (
    <Panel
      title={`Rows of ${title(mart).toLowerCase()}`}
      meaning={`iceberg.ride_hailing_marts.${mart}, the newest ${formatCount(String(MOST_MART_ROWS))} rows at most. Trino and every BI tool read the same table.`}
      span={12}
      height={420}
      feeds={[feed]}
      empty={
        all.length === 0
          ? { why: 'The mart has no row.', next: 'Build again once rides were completed.' }
          : rows.length === 0 && { why: `No row has "${filter}".`, next: 'Escape in the filter empties it.' }
      }
      skeleton={<Skeleton rows={10} />}
      table={() => ({ columns: (data?.columns ?? []).map(({ name }) => name), rows: rows.map(({ cells }) => cells) })}
      tableInPlace={false}
      controls={
        <>
          <span className={styles.count}>
            {formatCount(String(rows.length))}
            {published !== undefined && published > all.length ? ` of ${formatCount(String(published))}` : ''} rows
          </span>
          <SearchField label="Filter rows" placeholder="Filter  /" value={filter} onChange={setFilter} />
        </>
      }
    >
      <DataTable
        caption={`Rows of ${mart}`}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        sort={sort}
        onSort={(next) => setSort(formatSort(next))}
        minWidth={(data?.columns ?? []).reduce((sum, { name, type }) => sum + widthOf(name, type), 0)}
      />
    </Panel>
  )
}
