import { join } from 'node:path'
import type { ZoneSurgeAt } from '@lakehouse/contracts/api/drivers.ts'
import { zoneSurge } from '@lakehouse/contracts/api/overview.ts'
import type { TrinoClient } from '../clients/trino.ts'
import { withParameters } from '../clients/trino-literal.ts'
import { Recent } from '../lib/recent.ts'
import { decodeRows } from './decode.ts'
import { type Dated, envelope, newest } from './envelope.ts'
import { LiveAnswer } from './live-answer.ts'
import { type QueryFile, readQueryFiles } from './query-files.ts'
import type { TableVersions } from './table-versions.ts'

const DEADLINE_MS = 60_000
const MOMENTS_KEPT = 60

/** The surge of every zone at a moment of the past, by event time. */
export class ZoneSurgeAtMoments {
  readonly #file: QueryFile
  readonly #trino: TrinoClient
  readonly #versions: TableVersions
  readonly #answers = new Recent<LiveAnswer<Dated<ZoneSurgeAt['rows']>>>(MOMENTS_KEPT)

  constructor(root: string, trino: TrinoClient, versions: TableVersions) {
    const file = readQueryFiles(join(root, 'trino', 'queries', 'map')).get('zone_surge_at')
    if (file === undefined) throw new Error('trino/queries/map/zone_surge_at.sql is missing')
    this.#file = file
    this.#trino = trino
    this.#versions = versions
  }

  /** @throws {Failure} when Trino cannot be asked and that moment was not asked for before. */
  async at(moment: Date): Promise<ZoneSurgeAt> {
    const sql = withParameters(this.#file.sql, [moment.getTime(), moment.getTime()])
    const answer = await this.#answers.get(sql, () => this.#prepare(sql)).get()
    return { ...envelope('zone_surge_at', answer), rows: [...answer.value.rows], at: moment.toISOString() }
  }

  #prepare(sql: string) {
    const { tables } = this.#file
    return new LiveAnswer<Dated<ZoneSurgeAt['rows']>>({
      version: () => this.#versions.of(tables),
      fetch: async () => {
        const committedAt = await this.#versions.newestCommit(tables)
        const rows = zoneSurge.array().parse(decodeRows(await this.#trino.query(sql, DEADLINE_MS)))
        return { rows, newestEventTime: newest(rows.map((row) => row.window_end)), committedAt }
      },
    })
  }
}
