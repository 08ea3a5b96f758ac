import { useVirtualizer } from '@tanstack/react-virtual'
import clsx from 'clsx'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useSettings } from '../../lib/settings.ts'
import type { Column, SortOrder } from './column.ts'
import styles from './data-table.module.css'
import { HeaderCell } from './header-cell.tsx'

/** Tables up to this many rows are drawn whole; longer ones only where they are seen. */
const DRAWN_WHOLE = 80
/** Same as --row-height in tokens.css. */
const ROW_HEIGHT = { comfortable: 32, compact: 26 } as const

interface DataTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  /** Already arranged, see `arrange`. */
  rows: readonly Row[]
  rowKey: (row: Row) => string
  sort?: SortOrder | null
  onSort?: (sort: SortOrder) => void
  /** The row shown as chosen. */
  selected?: string | null
  onSelect?: (row: Row) => void
  /** Width below which the table scrolls sideways. */
  minWidth?: number
}

/** A table with a fixed header, sorting by header, rows reachable by arrow keys and chosen by Enter. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, sort = null, onSort, selected = null, onSelect, minWidth } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const { density } = useSettings()
  const whole = rows.length <= DRAWN_WHOLE
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT[density],
    overscan: 12,
    enabled: !whole,
  })
  const drawn = virtualizer.getVirtualItems()
  const first = whole ? 0 : (drawn[0]?.index ?? 0)
  const last = whole ? rows.length - 1 : (drawn.at(-1)?.index ?? -1)
  const shown = rows.slice(first, last + 1)
  const tabStop = rows.some((row) => rowKey(row) === active) ? active : rows[0] ? rowKey(rows[0]) : null

  const focusRow = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (!row) return
    if (!whole) virtualizer.scrollToIndex(Math.max(0, Math.min(rows.length - 1, index)))
    const key = rowKey(row)
    setActive(key)
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(key)}"]`)?.focus()
    })
  }
  const onKeyDown = (event: KeyboardEvent, row: Row, index: number) => {
    if (event.target !== event.currentTarget) return
    const moves: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }
    const target = moves[event.key]
    if (target !== undefined) focusRow(target)
    else if (event.key === 'Enter' && onSelect) onSelect(row)
    else return
    event.preventDefault()
  }

  return (
    <div ref={scroller} className={styles.scroller}>
      <table className={styles.table} style={{ minWidth }} aria-rowcount={rows.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={first * ROW_HEIGHT[density]} columns={columns.length} />
          {shown.map((row, offset) => {
            const key = rowKey(row)
            return (
              <tr
                key={key}
                data-key={key}
                className={clsx(onSelect && styles.selectable)}
                aria-rowindex={first + offset + 2}
                aria-current={key === selected ? 'true' : undefined}
                tabIndex={key === tabStop ? 0 : -1}
                onFocus={() => setActive(key)}
                onKeyDown={(event) => onKeyDown(event, row, first + offset)}
                onClick={onSelect && (() => onSelect(row))}
              >
                {columns.map((column) => (
                  <td key={column.id} className={clsx(column.align === 'right' && styles.right)}>
                    {column.cell ? column.cell(row) : column.text(row)}
                  </td>
                ))}
              </tr>
            )
          })}
          <Spacer height={(rows.length - 1 - last) * ROW_HEIGHT[density]} columns={columns.length} />
        </tbody>
      </table>
    </div>
  )
}

/** Stands for the rows that are not drawn, so that the scroll bar tells the truth. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={columns} className={styles.spacer} style={{ height }} />
    </tr>
  )
}
