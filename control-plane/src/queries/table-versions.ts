import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import type { CatalogDatabase } from '../clients/catalog-database.ts'
import { BriefCache } from '../lib/brief-cache.ts'

/** Viewers that poll at the same moment share one look at the catalog. */
const REUSE_MS = 200

/**
 * Which version of each Iceberg table is current. The catalog names one metadata file per table and every commit
 * makes it name another, so this changes exactly when there is a new snapshot (or new table properties), and asking
 * costs a millisecond, no Trino query.
 */
export class TableVersions {
  readonly #current: BriefCache<ReadonlyMap<string, string>>

  constructor(catalog: CatalogDatabase) {
    this.#current = new BriefCache(REUSE_MS, () => catalog.metadataLocations())
  }

  /** One text for these tables together; a table that does not exist yet counts as one more version. */
  async of(tables: readonly IcebergTable[]): Promise<string> {
    const versions = await this.#current.get()
    return tables.map((table) => `${table}=${versions.get(table) ?? 'absent'}`).join(' ')
  }
}
