import { type TableFreshness, tableFreshness } from '@lakehouse/contracts/api/overview.ts'
import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import type { LiveAnswer } from './live-answer.ts'

export type Freshness = Pick<TableFreshness, 'newest_event_time' | 'committed_at'>

/** How fresh the tables behind an answer are, taken from the query `table_freshness`. */
export class TablesFreshness {
  readonly #answer: LiveAnswer<readonly unknown[]>

  constructor(answer: LiveAnswer<readonly unknown[]>) {
    this.#answer = answer
  }

  /** The newest event and the newest commit among these tables, as of their last good reading. */
  async of(tables: readonly IcebergTable[]): Promise<Freshness> {
    const rows = tableFreshness.array().parse((await this.#answer.get()).value)
    const ours = rows.filter((row) => tables.includes(row.table_name as IcebergTable))
    return {
      newest_event_time: newest(ours.map((row) => row.newest_event_time)),
      committed_at: newest(ours.map((row) => row.committed_at)),
    }
  }
}

/** ISO-8601 instants in UTC sort as text when they have the same precision; Trino prints all with six digits. */
function newest(instants: readonly (string | null)[]): string | null {
  return (
    instants
      .filter((instant) => instant !== null)
      .sort()
      .at(-1) ?? null
  )
}
