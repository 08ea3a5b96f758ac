import { BasicAuth, type QueryResult, Trino } from 'trino-client'
import { Failure } from './failure.ts'

/** One row, in the order of the columns; numbers wider than JavaScript's must be cast to text by the statement. */
export type Row = readonly unknown[]

/** Trino as user `dbt`, who may write the schemas of dbt and only read all others. */
export class TrinoSession {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  /**
   * Runs one statement to its end and gives its rows; `?` in it are bound to `parameters`, as text.
   * @throws {Failure} with Trino's own message.
   */
  async run(statement: string, parameters: readonly string[] = []): Promise<{ columns: string[]; rows: Row[] }> {
    const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`
    const query =
      parameters.length === 0
        ? statement
        : `EXECUTE IMMEDIATE ${quoted(statement)} USING ${parameters.map(quoted).join(', ')}`
    let columns: string[] = []
    const rows: Row[] = []
    for await (const page of this.#pages(query)) {
      if (page.error) throw new Failure(`Trino refused "${statement.trim()}": ${page.error.message}`)
      columns = page.columns?.map((column) => column.name) ?? columns
      rows.push(...(page.data ?? []))
    }
    return { columns, rows }
  }

  async *#pages(query: string): AsyncGenerator<QueryResult> {
    const trino = Trino.create({ server: this.#url, source: 'lakehouse-dbt', auth: new BasicAuth('dbt') })
    try {
      yield* await trino.query(query)
    } catch (cause) {
      const reason = (cause as Error).message
      throw new Failure(`Trino at ${this.#url} did not answer: ${reason}\nIs it up? npm run status`, { cause })
    }
  }
}
