import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import type { CatalogDatabase } from '../clients/catalog-database.ts'
import type { ObjectStore } from '../clients/object-store.ts'
import { BriefCache } from '../lib/brief-cache.ts'

/** Viewers that poll at the same moment share one look at the catalog. */
const REUSE_MS = 200
const READ_DEADLINE_MS = 3_000
/** `last-updated-ms` is among the first fields of Iceberg's table metadata, before anything that grows. */
const BEGINNING_BYTES = 4096

/**
 * Which version of each Iceberg table is current, and since when. The catalog names one metadata file per table and
 * every commit makes it name another, so this changes exactly when there is a new snapshot (or new table properties),
 * and asking costs milliseconds and no Trino query.
 */
export class TableVersions {
  readonly #locations: BriefCache<ReadonlyMap<string, string>>
  readonly #store: ObjectStore
  readonly #commits = new Map<IcebergTable, { readonly location: string; readonly committedAt: Date }>()

  constructor(catalog: CatalogDatabase, store: ObjectStore) {
    this.#locations = new BriefCache(REUSE_MS, () => catalog.metadataLocations())
    this.#store = store
  }

  /** One text for these tables together; a table that does not exist yet counts as one more version. */
  async of(tables: readonly IcebergTable[]): Promise<string> {
    const locations = await this.#locations.get()
    return tables.map((table) => `${table}=${locations.get(table) ?? 'absent'}`).join(' ')
  }

  /** When the newest of these tables' current versions was committed; null while none of them exists. */
  async newestCommit(tables: readonly IcebergTable[]): Promise<Date | null> {
    const commits = await Promise.all(tables.map((table) => this.#commit(table)))
    const times = commits.filter((time) => time !== null).map((time) => time.getTime())
    return times.length === 0 ? null : new Date(Math.max(...times))
  }

  async #commit(table: IcebergTable): Promise<Date | null> {
    const location = (await this.#locations.get()).get(table)
    if (location === undefined) return null
    const known = this.#commits.get(table)
    if (known?.location === location) return known.committedAt
    const committedAt = await this.#lastUpdated(location)
    this.#commits.set(table, { location, committedAt })
    return committedAt
  }

  /** https://iceberg.apache.org/spec/#table-metadata-fields */
  async #lastUpdated(location: string): Promise<Date> {
    const { hostname: bucket, pathname } = new URL(location)
    const text = await this.#store.beginning(bucket, pathname.slice(1), BEGINNING_BYTES, READ_DEADLINE_MS)
    const field = /"last-updated-ms"\s*:\s*(\d+)/.exec(text)
    if (field === null) throw new Error(`no last-updated-ms at the beginning of ${location}`)
    return new Date(Number(field[1]))
  }
}
