import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { httpUrl, type Ports } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { Trino } from 'trino-client'

/** The Overview's queries as Trino answers them, without the control plane's cache before it. */
export class DashboardQueries {
  readonly #trino: Trino
  readonly #queries: readonly (readonly [name: string, sql: string])[]

  constructor(ports: Ports) {
    const extraHeaders = { 'X-Trino-User': 'dashboard', 'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME' }
    this.#trino = Trino.create({ server: httpUrl(ports, 'trino'), source: 'bench', extraHeaders })
    const folder = join(projectRoot, 'trino', 'queries')
    const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
    this.#queries = files.map((file) => [
      file.replace('.sql', ''),
      readFileSync(join(folder, file), 'utf8').trim().replace(/;$/, ''),
    ])
  }

  /** Asks each once, one after another. @throws {Error} with Trino's words when one fails. */
  async *timed(): AsyncGenerator<{ readonly query: string; readonly ms: number }> {
    for (const [query, sql] of this.#queries) {
      const began = performance.now()
      for await (const page of await this.#trino.query(sql)) {
        if (page.error !== undefined) throw new Error(`trino/queries/${query}.sql: ${page.error.message}`)
      }
      yield { query, ms: performance.now() - began }
    }
  }
}
