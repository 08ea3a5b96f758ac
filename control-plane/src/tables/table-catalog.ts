import { gunzipSync } from 'node:zlib'
import type { CatalogDatabase, CatalogTable } from '../clients/catalog-database.ts'
import { parseJsonExactly } from '../clients/exact-json.ts'
import type { ObjectStore } from '../clients/object-store.ts'
import { explain, Failure, NotFound } from '../errors.ts'
import { BriefCache } from '../lib/brief-cache.ts'
import { readMetadata, type TableMetadata } from './metadata.ts'
import { calledAs } from './table-name.ts'

/** Those who ask at the same moment share one look at the catalog. */
const REUSE_MS = 200
const READ_DEADLINE_MS = 10_000

/** A table with what its current metadata file says. */
export interface LoadedTable {
  readonly table: CatalogTable
  readonly metadata: TableMetadata
}

/** Bucket and key of an `s3://bucket/key` address. */
export function objectOf(location: string): { readonly bucket: string; readonly key: string } {
  const { hostname, pathname } = new URL(location)
  return { bucket: hostname, key: decodeURIComponent(pathname.slice(1)) }
}

/**
 * The Iceberg tables of all schemas, read from the catalog's pointers and the metadata files they name: milliseconds,
 * and no Trino query. A metadata file never changes, so each is read once.
 */
export class TableCatalog {
  readonly #catalog: Pick<CatalogDatabase, 'tables'>
  readonly #pointers: BriefCache<readonly CatalogTable[]>
  readonly #store: Pick<ObjectStore, 'read'>
  readonly #known = new Map<string, { readonly location: string; readonly metadata: Promise<TableMetadata> }>()

  constructor(catalog: Pick<CatalogDatabase, 'tables'>, store: Pick<ObjectStore, 'read'>) {
    this.#catalog = catalog
    this.#pointers = new BriefCache(REUSE_MS, () => catalog.tables())
    this.#store = store
  }

  /** Every table, without its metadata. */
  tables(): Promise<readonly CatalogTable[]> {
    return this.#pointers.get()
  }

  /** The table that is called so. @throws {NotFound} when there is none. */
  async find(called: string): Promise<CatalogTable> {
    return named(called, await this.tables())
  }

  /**
   * The table with its newest metadata. One that is replaced while it is read is read again: dbt drops and creates its
   * tests' tables at any moment, and Flink deletes old metadata files.
   * @throws {NotFound} when there is none. @throws {Failure} when MinIO does not give what the pointer names.
   */
  async load(called: string): Promise<LoadedTable> {
    for (let table = await this.find(called); ; ) {
      try {
        return await this.open(table)
      } catch (error) {
        const now = named(called, await this.#catalog.tables())
        if (now.metadataLocation === table.metadataLocation) throw error
        table = now
      }
    }
  }

  /** The metadata that the pointer names. @throws {Failure} when MinIO does not give it. */
  async open(table: CatalogTable): Promise<LoadedTable> {
    const name = calledAs(table)
    const known = this.#known.get(name)
    if (known?.location === table.metadataLocation) return { table, metadata: await known.metadata }
    const metadata = this.#read(table.metadataLocation)
    this.#known.set(name, { location: table.metadataLocation, metadata })
    // A failure is not kept: the next who asks reads again.
    metadata.catch(() => this.#known.delete(name))
    return { table, metadata: await metadata }
  }

  async #read(location: string): Promise<TableMetadata> {
    const { content, bytes } = await readMetadataFile(this.#store, location)
    return readMetadata(parseJsonExactly(content), bytes)
  }
}

/** @throws {NotFound} when none is called so. */
function named(called: string, tables: readonly CatalogTable[]): CatalogTable {
  const found = tables.find((table) => calledAs(table) === called)
  if (found !== undefined) return found
  throw new NotFound(
    `there is no Iceberg table "${called}"`,
    `Use one of: ${tables.map(calledAs).join(', ') || '(none yet)'}. See: npm run tables -- list`,
  )
}

/** The text of a metadata file. @throws {Failure} when MinIO does not give it. */
export async function readMetadataFile(
  store: Pick<ObjectStore, 'read'>,
  location: string,
): Promise<{ readonly content: string; readonly bytes: number }> {
  const { bucket, key } = objectOf(location)
  try {
    const bytes = await store.read(bucket, key, READ_DEADLINE_MS)
    const content = key.endsWith('.gz.metadata.json') ? gunzipSync(bytes) : Buffer.from(bytes)
    return { content: content.toString('utf8'), bytes: bytes.length }
  } catch (cause) {
    throw new Failure(`reading ${location}: ${explain(cause)}`, 'Is MinIO up? Run: npm run status', { cause })
  }
}
