import type { AuditedTable, Expectation } from './oracle/expectation.ts'
import type { Cell, Row } from './oracle/table-row.ts'

const MAX_EXAMPLES = 5

export type DifferenceKind = 'missing' | 'extra' | 'duplicated' | 'differing'
export interface Difference {
  readonly kind: DifferenceKind
  readonly key: readonly Cell[]
  /** The first of the rows that would be right; null of an extra row. */
  readonly expected: Row | null
  /** The row in the table; null of a missing one. */
  readonly found: Row | null
}

export interface TableVerdict {
  readonly table: AuditedTable
  /** Rows that must be there, and newer ones that are and were judged. */
  readonly expected: number
  /** Rows read from the table that were judged. */
  readonly found: number
  readonly missing: number
  readonly extra: number
  readonly duplicated: number
  readonly differing: number
  /** Rows that could not be judged: cut off by retention, or too new to be final. */
  readonly unjudged: number
  /** Up to five of each kind. */
  readonly examples: readonly Difference[]
}

export interface ComparedTable {
  readonly table: AuditedTable
  readonly columns: readonly string[]
  readonly key: readonly string[]
  /** Largest difference allowed per DOUBLE column; every other column must be equal. */
  readonly tolerance?: Readonly<Record<string, number>>
}

/** Compares what one table holds with what it should hold, under the table's key: first `found`, then `expect`, then `finish`. */
export class TableComparison {
  readonly #spec: ComparedTable
  readonly #keyColumns: readonly number[]
  readonly #rows = new Map<string, string>()
  readonly #counts = { missing: 0, extra: 0, duplicated: 0, differing: 0 }
  readonly #examples: Difference[] = []
  #expected = 0
  #found = 0
  #unjudged = 0

  constructor(spec: ComparedTable) {
    this.#spec = spec
    this.#keyColumns = spec.key.map((column) => spec.columns.indexOf(column))
  }

  /** Takes a row that the table holds. */
  found(row: Row): void {
    this.#found += 1
    const key = this.#keyColumns.map((column) => row[column] ?? null)
    const id = JSON.stringify(key)
    const other = this.#rows.get(id)
    if (other === undefined) this.#rows.set(id, JSON.stringify(row))
    else this.#differ('duplicated', key, JSON.parse(other), row)
  }

  /** Takes what the table should hold under one key; each key once. */
  expect({ key, rows, required }: Expectation): void {
    const id = JSON.stringify(key)
    const found = this.#rows.get(id)
    this.#rows.delete(id)
    if (rows === null) {
      if (found === undefined) return
      this.#found -= 1
      this.#unjudged += 1
      return
    }
    if (found === undefined && !required) return
    this.#expected += 1
    if (found === undefined) this.#differ('missing', key, rows[0] ?? null, null)
    else if (!rows.some((row) => this.#equal(row, found)))
      this.#differ('differing', key, rows[0] ?? null, JSON.parse(found))
  }

  /** Judges the rows that nothing asked for: extra, unless `isJudged` says that nothing can be known of them. */
  finish(isJudged: (row: Row) => boolean): TableVerdict {
    for (const [id, text] of this.#rows) {
      const row: Row = JSON.parse(text)
      if (isJudged(row)) this.#differ('extra', JSON.parse(id), null, row)
      else {
        this.#found -= 1
        this.#unjudged += 1
      }
    }
    this.#rows.clear()
    const [expected, found, unjudged] = [this.#expected, this.#found, this.#unjudged]
    return { table: this.#spec.table, expected, found, ...this.#counts, unjudged, examples: this.#examples }
  }

  #equal(row: Row, foundText: string): boolean {
    if (JSON.stringify(row) === foundText) return true
    const tolerance = this.#spec.tolerance
    if (tolerance === undefined) return false
    const found: Row = JSON.parse(foundText)
    return row.every((cell, i) => {
      const other = found[i]
      const allowed = tolerance[this.#spec.columns[i] ?? '']
      if (allowed === undefined || typeof cell !== 'number' || typeof other !== 'number') return cell === other
      return Math.abs(cell - other) <= allowed
    })
  }

  #differ(kind: DifferenceKind, key: readonly Cell[], expected: Row | null, found: Row | null): void {
    this.#counts[kind] += 1
    if (this.#counts[kind] <= MAX_EXAMPLES) this.#examples.push({ kind, key, expected, found })
  }
}

/** Whether the table holds exactly what it should. */
export function isClean(verdict: TableVerdict): boolean {
  return verdict.missing + verdict.extra + verdict.duplicated + verdict.differing === 0
}
