import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import type { Cell, Row } from './table-row.ts'

export const POSTGRES_CITY_METRICS = 'postgres.city_metrics'
export type AuditedTable = IcebergTable | typeof POSTGRES_CITY_METRICS

/** What a table should hold under one key. */
export interface Expectation {
  readonly table: AuditedTable
  readonly key: readonly Cell[]
  /** The rows that would be right, of which the table holds one; null where this audit cannot judge the row. */
  readonly rows: readonly Row[] | null
  /** Whether the row must be there already. */
  readonly required: boolean
}
