import type { QueryResult } from '@lakehouse/contracts/api/query-result.ts'
import { z } from 'zod'
import type { TrinoClient } from '../clients/trino.ts'
import { decodeRows } from './decode.ts'
import { type Dated, envelope, newest } from './envelope.ts'
import { LiveAnswer } from './live-answer.ts'
import type { QueryFile } from './query-files.ts'
import type { TableVersions } from './table-versions.ts'

const DEADLINE_MS = 60_000

/** Besides the columns of its contract, a query tells in each row the newest event the row stands for. */
const datedRows = z.array(z.looseObject({ newest_event_time: z.iso.datetime() }))

/** One query of `trino/queries`: run once for all viewers, and only when a table it reads has changed. */
export class NamedQuery {
  readonly #name: string
  readonly #answer: LiveAnswer<Dated<readonly unknown[]>>

  constructor(file: QueryFile, row: z.ZodType, trino: TrinoClient, versions: TableVersions) {
    this.#name = file.name
    this.#answer = new LiveAnswer({
      version: () => versions.of(file.tables),
      fetch: async () => {
        const committedAt = await versions.newestCommit(file.tables)
        const decoded = decodeRows(await trino.query(file.sql, DEADLINE_MS))
        const newestEventTime = newest(datedRows.parse(decoded).map((dated) => dated.newest_event_time))
        return { rows: row.array().parse(decoded), newestEventTime, committedAt }
      },
    })
  }

  /** Its newest rows. @throws {Failure} when Trino cannot be asked and there never were any. */
  async run(): Promise<QueryResult<unknown>> {
    const answer = await this.#answer.get()
    return { ...envelope(this.#name, answer), rows: [...answer.value.rows] }
  }
}
