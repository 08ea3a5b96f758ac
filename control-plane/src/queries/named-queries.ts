import { join } from 'node:path'
import { namedQueries, type QueryName } from '@lakehouse/contracts/api/overview.ts'
import type { QueryResult } from '@lakehouse/contracts/api/query-result.ts'
import type { TrinoClient } from '../clients/trino.ts'
import { NamedQuery } from './named-query.ts'
import { readQueryFiles } from './query-files.ts'
import { TablesFreshness } from './table-freshness.ts'
import type { TableVersions } from './table-versions.ts'

interface Runnable {
  run(): Promise<QueryResult<unknown>>
}

/** All named queries of the dashboard. */
export class NamedQueries {
  readonly #queries = new Map<QueryName, Runnable>()

  constructor(root: string, trino: TrinoClient, versions: TableVersions) {
    const folder = join(root, 'trino', 'queries')
    const files = readQueryFiles(folder)
    for (const name of Object.keys(namedQueries) as QueryName[]) {
      const file = files.get(name)
      if (file !== undefined) this.#queries.set(name, new NamedQuery(file, namedQueries[name], trino, versions))
    }
    const freshness = new TablesFreshness(readQueryFiles(join(folder, 'freshness')), trino, versions)
    this.#queries.set('table_freshness', freshness)
  }

  /** The answer to one of them. @throws {Failure} when Trino cannot be asked and there never was an answer. */
  run(name: QueryName): Promise<QueryResult<unknown>> {
    const query = this.#queries.get(name)
    if (query === undefined) throw new Error(`trino/queries/${name}.sql is missing, though contracts name that query`)
    return query.run()
  }
}
