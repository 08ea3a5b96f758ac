import { join } from 'node:path'
import type { NewestRows } from '@lakehouse/contracts/api/streams.ts'
import { type IcebergTable, icebergTableNames, icebergTables } from '@lakehouse/contracts/tables.ts'
import { z } from 'zod'
import type { TrinoAnswer, TrinoClient } from '../clients/trino.ts'
import { withParameters } from '../clients/trino-literal.ts'
import { decodeCell, decodeTextRows } from './decode.ts'
import { type Dated, envelope, newest } from './envelope.ts'
import { LiveAnswer } from './live-answer.ts'
import { type QueryFile, readQueryFiles } from './query-files.ts'
import type { TableVersions } from './table-versions.ts'

const DEADLINE_MS = 60_000
/** How far back newest rows are looked for, seconds: the first is enough for a busy table, the last is a quiet week. */
const LOOK_BACK_SECONDS = [20, 300, 7 * 24 * 60 * 60] as const
/** Always fetched, so that viewers with different limits share one answer. */
export const MOST_ROWS = 100

/** The newest rows of each Iceberg table, for the page that shows them beside the newest Kafka records. */
export class NewestRowsOfTables {
  readonly #answers: ReadonlyMap<IcebergTable, LiveAnswer<Dated<TrinoAnswer>>>

  constructor(root: string, trino: TrinoClient, versions: TableVersions) {
    const files = readQueryFiles(join(root, 'trino', 'queries', 'newest'))
    this.#answers = new Map(
      icebergTableNames.map((table) => {
        const file = files.get(table)
        if (file === undefined) throw new Error(`trino/queries/newest/${table}.sql is missing`)
        return [table, rowsAnswer(table, file, trino, versions)]
      }),
    )
  }

  /** At most `limit` rows, newest first. @throws {Failure} when Trino cannot be asked and there never were any. */
  async of(table: IcebergTable, limit: number): Promise<NewestRows> {
    const prepared = this.#answers.get(table)
    if (prepared === undefined) throw new Error(`no newest rows prepared for ${table}`)
    const answer = await prepared.get()
    return {
      ...envelope(table, answer),
      columns: answer.value.rows.columns.map(({ name, type }) => ({ name, type })),
      rows: decodeTextRows(answer.value.rows).slice(0, limit),
    }
  }
}

function rowsAnswer(table: IcebergTable, file: QueryFile, trino: TrinoClient, versions: TableVersions) {
  return new LiveAnswer<Dated<TrinoAnswer>>({
    version: () => versions.of([table]),
    fetch: async () => {
      const committedAt = await versions.newestCommit([table])
      const rows = await lookBack(trino, file)
      return { rows, newestEventTime: newest(instants(rows, icebergTables[table].timeColumn)), committedAt }
    },
  })
}

function instants({ columns, rows }: TrinoAnswer, name: string): (string | null)[] {
  const column = columns.findIndex((candidate) => candidate.name === name)
  const type = columns[column]?.type
  return type === undefined ? [] : rows.map((row) => z.string().nullable().parse(decodeCell(row[column], type)))
}

/** Looks at the newest files first and further back only while there are too few rows. */
async function lookBack(trino: TrinoClient, file: QueryFile): Promise<TrinoAnswer> {
  let answer: TrinoAnswer = { columns: [], rows: [] }
  for (const seconds of LOOK_BACK_SECONDS) {
    answer = await trino.query(withParameters(file.sql, [seconds, MOST_ROWS]), DEADLINE_MS)
    if (answer.rows.length >= MOST_ROWS) break
  }
  return answer
}
