import { join } from 'node:path'
import { type RideList, type RideSearch, rideRow } from '@lakehouse/contracts/api/rides.ts'
import type { TrinoClient } from '../clients/trino.ts'
import { withParameters } from '../clients/trino-literal.ts'
import { Recent } from '../lib/recent.ts'
import { decodeRows } from '../queries/decode.ts'
import { type Dated, envelope, newest } from '../queries/envelope.ts'
import { LiveAnswer } from '../queries/live-answer.ts'
import { type QueryFile, readQueryFiles } from '../queries/query-files.ts'
import type { TableVersions } from '../queries/table-versions.ts'

const DEADLINE_MS = 60_000
/** Different searches that are kept, with their rows, for viewers who ask the same. */
const SEARCHES_KEPT = 30

/** Finds rides by what they are and whose they are. */
export class RideSearches {
  readonly #file: QueryFile
  readonly #trino: TrinoClient
  readonly #versions: TableVersions
  readonly #answers = new Recent<LiveAnswer<Dated<RideList['rows']>>>(SEARCHES_KEPT)

  constructor(root: string, trino: TrinoClient, versions: TableVersions) {
    const file = readQueryFiles(join(root, 'trino', 'queries', 'rides')).get('search')
    if (file === undefined) throw new Error('trino/queries/rides/search.sql is missing')
    this.#file = file
    this.#trino = trino
    this.#versions = versions
  }

  /** Newest request first. @throws {Failure} when Trino cannot be asked and there never was an answer. */
  async find(search: RideSearch): Promise<RideList> {
    const { minutes, city = '', status = '', text = '', limit } = search
    const values = [minutes, minutes, city, city, status, status, text, text, text, text, text, limit]
    const sql = withParameters(this.#file.sql, values)
    const answer = await this.#answers.get(sql, () => this.#prepare(sql)).get()
    return { ...envelope('rides', answer), rows: [...answer.value.rows] }
  }

  #prepare(sql: string) {
    const { tables } = this.#file
    return new LiveAnswer<Dated<RideList['rows']>>({
      version: () => this.#versions.of(tables),
      fetch: async () => {
        const committedAt = await this.#versions.newestCommit(tables)
        const rows = rideRow.array().parse(decodeRows(await this.#trino.query(sql, DEADLINE_MS)))
        return { rows, newestEventTime: newest(rows.map((row) => row.updated_at)), committedAt }
      },
    })
  }
}
