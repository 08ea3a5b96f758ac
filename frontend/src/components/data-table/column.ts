import type { ReactNode } from 'react'

/** One column of a data table. */
export interface Column<Row> {
  readonly id: string
  readonly header: string
  /** The glossary's word for it, explained on hover and focus of the header. */
  readonly term?: string
  /** The cell as plain text: for the filter and for export. */
  readonly text: (row: Row) => string
  /** The cell as shown; plain text where missing. */
  readonly cell?: (row: Row) => ReactNode
  /** Order of two rows by this column; a column without it cannot be sorted by. */
  readonly compare?: (a: Row, b: Row) => number
  readonly align?: 'right'
  /** CSS width; columns without one share the rest. */
  readonly width?: string
}

export interface SortOrder {
  readonly column: string
  readonly descending: boolean
}

/** `surge:desc`, the way an order stands in the address. */
export function parseSort(text: string): SortOrder {
  const [column = '', direction] = text.split(':')
  return { column, descending: direction === 'desc' }
}

export function formatSort({ column, descending }: SortOrder): string {
  return descending ? `${column}:desc` : column
}

/** Rows that contain every word of `filter` in some cell, in the asked order; equal rows keep theirs. */
export function arrange<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: SortOrder | null,
  filter: string,
): readonly Row[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const matching = words.length === 0 ? rows : rows.filter((row) => matches(row))
  const compare = columns.find((column) => column.id === sort?.column)?.compare
  if (!compare) return matching
  return matching.toSorted((a, b) => (sort?.descending ? compare(b, a) : compare(a, b)))

  function matches(row: Row): boolean {
    const text = columns.map((column) => column.text(row).toLowerCase()).join('\n')
    return words.every((word) => text.includes(word))
  }
}
