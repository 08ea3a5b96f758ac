import { join } from 'node:path'
import { namedQueries, type QueryName } from '@lakehouse/contracts/api/overview.ts'
import type { QueryResult } from '@lakehouse/contracts/api/query-result.ts'
import type { TrinoClient } from '../clients/trino.ts'
import { decodeRows } from './decode.ts'
import { envelope } from './envelope.ts'
import { TablesFreshness } from './freshness.ts'
import { LiveAnswer } from './live-answer.ts'
import { type QueryFile, readQueryFiles } from './query-files.ts'
import type { TableVersions } from './table-versions.ts'

const DEADLINE_MS = 15_000

type Rows = readonly unknown[]

/** The named queries of the dashboard: each runs once for all viewers, and only when a table it reads has changed. */
export class NamedQueries {
  readonly freshness: TablesFreshness
  readonly #files: ReadonlyMap<string, QueryFile>
  readonly #answers: ReadonlyMap<QueryName, LiveAnswer<Rows>>

  constructor(root: string, trino: TrinoClient, versions: TableVersions) {
    this.#files = readQueryFiles(join(root, 'trino', 'queries'))
    const names = Object.keys(namedQueries) as QueryName[]
    const answers = names.map((name) => [name, this.#liveAnswer(name, trino, versions)] as const)
    this.#answers = new Map(answers)
    this.freshness = new TablesFreshness(this.#answer('table_freshness'))
  }

  /** The rows of one named query. @throws {Failure} when Trino cannot be asked and there never were any. */
  async run(name: QueryName): Promise<QueryResult<unknown>> {
    const answer = await this.#answer(name).get()
    return { ...(await envelope(name, answer, this.#file(name).tables, this.freshness)), rows: [...answer.value] }
  }

  #liveAnswer(name: QueryName, trino: TrinoClient, versions: TableVersions): LiveAnswer<Rows> {
    const { sql, tables } = this.#file(name)
    const rows = namedQueries[name].array()
    return new LiveAnswer<Rows>({
      version: () => versions.of(tables),
      fetch: async () => rows.parse(decodeRows(await trino.query(sql, DEADLINE_MS))),
    })
  }

  #answer(name: QueryName): LiveAnswer<Rows> {
    const answer = this.#answers.get(name)
    if (answer === undefined) throw new Error(`no answer prepared for query ${name}`)
    return answer
  }

  #file(name: QueryName): QueryFile {
    const file = this.#files.get(name)
    if (file === undefined) throw new Error(`trino/queries/${name}.sql is missing, though contracts name that query`)
    return file
  }
}
