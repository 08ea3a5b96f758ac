import type { TrinoAnswer, TrinoCell } from '../clients/trino.ts'

const EXACT = /^(tinyint|smallint|integer|bigint|decimal)\b/
const INSTANT = /^timestamp(\(\d+\))? with time zone$/
/** How Trino prints an instant of a client in UTC. */
const PRINTED_INSTANT = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?) UTC$/

/** A cell as the API gives it: whole numbers and decimals as text, instants as ISO-8601 UTC, the rest as it is. */
export function decodeCell(cell: TrinoCell | undefined, type: string): TrinoCell {
  if (cell === null || cell === undefined) return null
  if (EXACT.test(type)) return String(cell)
  if (INSTANT.test(type) && typeof cell === 'string') return isoInstant(cell)
  return cell
}

/** Rows as objects by column name. */
export function decodeRows({ columns, rows }: TrinoAnswer): Record<string, TrinoCell>[] {
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ name, type }, index) => [name, decodeCell(row[index], type)])),
  )
}

/** Rows of text, for tables that show any type. */
export function decodeTextRows({ columns, rows }: TrinoAnswer): (string | null)[][] {
  return rows.map((row) => columns.map(({ type }, index) => textOf(decodeCell(row[index], type))))
}

function textOf(cell: TrinoCell): string | null {
  if (cell === null || typeof cell === 'string') return cell
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}

function isoInstant(printed: string): string {
  const parts = PRINTED_INSTANT.exec(printed)
  if (parts === null) throw new Error(`"${printed}" is not how Trino prints an instant in UTC`)
  return `${parts[1]}T${parts[2]}Z`
}
