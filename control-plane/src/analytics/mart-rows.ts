import { join } from 'node:path'
import { type MartRows, type MartView, martViews } from '@lakehouse/contracts/api/analytics.ts'
import { type TrinoAnswer, type TrinoClient, TrinoQueryError } from '../clients/trino.ts'
import { Failure } from '../errors.ts'
import { decodeTextRows } from '../queries/decode.ts'
import { envelope } from '../queries/envelope.ts'
import { LiveAnswer } from '../queries/live-answer.ts'
import { readQueryFiles } from '../queries/query-files.ts'
import { buildVersion, readLastBuild } from './last-build.ts'

const DEADLINE_MS = 60_000
/** Trino's names for what is not there before the first publication. */
const NOT_PUBLISHED = ['TABLE_NOT_FOUND', 'SCHEMA_NOT_FOUND']

interface Prepared {
  readonly question: string
  readonly answer: LiveAnswer<TrinoAnswer>
}

/** The published marts, asked again only after a build. */
export class MartRowsOfViews {
  readonly #home: string
  readonly #views: ReadonlyMap<MartView, Prepared>

  constructor(root: string, home: string, trino: TrinoClient) {
    this.#home = home
    const files = readQueryFiles(join(root, 'trino', 'queries', 'marts'))
    this.#views = new Map(
      martViews.map((view) => {
        const file = files.get(view)
        if (file === undefined) throw new Error(`trino/queries/marts/${view}.sql is missing`)
        const answer = new LiveAnswer({
          version: async () => buildVersion(home),
          fetch: () => trino.query(file.sql, DEADLINE_MS).catch((error) => Promise.reject(unpublished(error))),
        })
        return [view, { question: file.question, answer }]
      }),
    )
  }

  /** A view's rows, as of the last publication. @throws {Failure} when Trino cannot be asked, or nothing is published. */
  async of(view: MartView): Promise<MartRows> {
    const prepared = this.#views.get(view)
    if (prepared === undefined) throw new Error(`no rows prepared for ${view}`)
    const answer = await prepared.answer.get()
    const build = readLastBuild(this.#home)
    const dated = { rows: null, newestEventTime: null, committedAt: build === null ? null : new Date(build.finishedAt) }
    return {
      ...envelope(view, { ...answer, value: dated }),
      question: prepared.question,
      columns: answer.value.columns.map(({ name, type }) => ({ name, type })),
      rows: decodeTextRows(answer.value),
    }
  }
}

function unpublished(error: unknown): unknown {
  if (!(error instanceof TrinoQueryError) || !NOT_PUBLISHED.includes(error.errorName)) return error
  return new Failure('No marts are published yet.', 'Run: npm run dbt -- build', { cause: error })
}
