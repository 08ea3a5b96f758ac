import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { meaningOf } from '../../lib/glossary.ts'
import { Tooltip } from '../tooltip.tsx'
import type { Column, SortOrder } from './column.ts'
import styles from './data-table.module.css'

interface HeaderCellProps<Row> {
  column: Column<Row>
  sort: SortOrder | null
  onSort: ((sort: SortOrder) => void) | undefined
}

/** A column's head: its word explained, and the way to sort by it. Numbers sort largest first at the first press. */
export function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const sorted = sort?.column === column.id ? sort : null
  const sortable = onSort !== undefined && column.compare !== undefined
  const toggle = () =>
    onSort?.({ column: column.id, descending: sorted ? !sorted.descending : column.align === 'right' })
  const Arrow = sorted?.descending ? ArrowDown : ArrowUp
  const label = sortable ? (
    <button type="button" className={clsx(styles.sort, column.term && styles.explained)} onClick={toggle}>
      {column.header}
      {sorted && <Arrow size={12} aria-hidden />}
    </button>
  ) : (
    column.header
  )
  return (
    <th
      scope="col"
      style={{ width: column.width }}
      className={clsx(column.align === 'right' && styles.right)}
      aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined}
    >
      {sortable && column.term ? (
        <Tooltip content={meaningOf(column.term)}>{label as React.ReactElement}</Tooltip>
      ) : (
        label
      )}
    </th>
  )
}
