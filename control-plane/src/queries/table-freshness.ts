import type { TableFreshness } from '@lakehouse/contracts/api/overview.ts'
import type { QueryResult } from '@lakehouse/contracts/api/query-result.ts'
import { type IcebergTable, icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { z } from 'zod'
import type { TrinoClient } from '../clients/trino.ts'
import { withParameters } from '../clients/trino-literal.ts'
import { BriefCache } from '../lib/brief-cache.ts'
import { decodeRows } from './decode.ts'
import { type Dated, envelope, newest } from './envelope.ts'
import { LiveAnswer, type LiveOrStale } from './live-answer.ts'
import type { QueryFile } from './query-files.ts'
import type { TableVersions } from './table-versions.ts'

const DEADLINE_MS = 60_000
/** Eight small queries: not at every poll. */
const REUSE_MS = 5_000
/** Where the search for the newest event begins while none is known; after that, the whole table. */
const FIRST_LOOK_BACK_MS = 60 * 60 * 1000

const maximum = z.tuple([z.object({ newest_event_time: z.iso.datetime().nullable() })])

/** The newest event and the newest commit of every Iceberg table. */
export class TablesFreshness {
  readonly #result: BriefCache<QueryResult<TableFreshness>>

  constructor(files: ReadonlyMap<string, QueryFile>, trino: TrinoClient, versions: TableVersions) {
    const tables = icebergTableNames.map((table) => {
      const file = files.get(table)
      if (file === undefined) throw new Error(`trino/queries/freshness/${table}.sql is missing`)
      return { table, answer: tableAnswer(table, file, trino, versions) }
    })
    this.#result = new BriefCache(REUSE_MS, async () => {
      const answers = await Promise.all(tables.map(async ({ table, answer }) => ({ table, ...(await answer.get()) })))
      return together(answers)
    })
  }

  /** One row per table. @throws {Failure} when Trino cannot be asked and there never was an answer. */
  async run(): Promise<QueryResult<TableFreshness>> {
    return { ...(await this.#result.get()), server_now: new Date().toISOString() }
  }
}

/** Asks only for what is newer than what it has found before, so that it reads only the files of the last commits. */
function tableAnswer(table: IcebergTable, file: QueryFile, trino: TrinoClient, versions: TableVersions) {
  let known: string | null = null
  const newerThan = async (nanoseconds: bigint) => {
    const answer = await trino.query(withParameters(file.sql, [nanoseconds]), DEADLINE_MS)
    return maximum.parse(decodeRows(answer))[0].newest_event_time
  }
  return new LiveAnswer<Dated<null>>({
    version: () => versions.of([table]),
    fetch: async () => {
      const committedAt = await versions.newestCommit([table])
      const from = known === null ? Date.now() - FIRST_LOOK_BACK_MS : Math.floor(Date.parse(known))
      known = (await newerThan(BigInt(from) * 1_000_000n)) ?? known ?? (await newerThan(0n))
      return { rows: null, newestEventTime: known, committedAt }
    },
  })
}

type TableAnswer = LiveOrStale<Dated<null>> & { readonly table: IcebergTable }

/** As stale as the stalest of its tables. */
function together(answers: readonly TableAnswer[]): QueryResult<TableFreshness> {
  const rows = answers.map(({ table, value }) => ({
    table_name: table,
    newest_event_time: value.newestEventTime,
    committed_at: value.committedAt?.toISOString() ?? null,
  }))
  const oldest = [...answers].sort((a, b) => a.fetchedAt.getTime() - b.fetchedAt.getTime())
  const first = oldest.find(({ cause }) => cause !== null) ?? oldest[0]
  if (first === undefined) throw new Error('no Iceberg table is known')
  const dated = envelope('table_freshness', first)
  const committed = answers.map(({ value }) => value.committedAt?.toISOString() ?? null)
  return {
    ...dated,
    rows,
    newest_event_time: newest(rows.map((row) => row.newest_event_time)),
    committed_at: newest(committed),
    query_ms: Math.max(...answers.map(({ queryMs }) => queryMs)),
  }
}
