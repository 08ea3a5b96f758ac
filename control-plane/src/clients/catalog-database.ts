import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import pg from 'pg'
import { z } from 'zod'
import { Failure } from '../errors.ts'

const DEADLINE_MS = 3_000

const tableRows = z.array(z.object({ table_name: z.string(), metadata_location: z.string() }))
const catalogRows = z.array(tableRows.element.extend({ table_namespace: z.string() }))

/** A table as the catalog knows it. */
export interface CatalogTable {
  readonly schema: string
  readonly name: string
  readonly metadataLocation: string
}

/** PostgreSQL database `iceberg_catalog`, which holds the pointer to each Iceberg table's current metadata. */
export class CatalogDatabase {
  readonly #pool: pg.Pool
  readonly #tableVersions: string
  readonly #tables: string
  readonly #swap: string
  readonly #ping: string

  constructor(root: string, port: number, password: string) {
    const sql = (name: string) =>
      readFileSync(join(root, 'postgres', 'queries', 'control-plane', `${name}.sql`), 'utf8')
    this.#tableVersions = sql('table_versions')
    this.#tables = sql('tables')
    this.#swap = sql('swap_metadata')
    this.#ping = sql('ping')
    this.#pool = new pg.Pool({
      host: LOOPBACK,
      port,
      user: 'lakehouse',
      password,
      database: 'iceberg_catalog',
      max: 2,
      connectionTimeoutMillis: DEADLINE_MS,
      query_timeout: DEADLINE_MS,
      application_name: 'lakehouse-control-plane',
    })
    // A connection that breaks while idle is replaced at its next use; that use reports what is wrong.
    this.#pool.on('error', () => undefined)
  }

  /** The current metadata file of each table, by table name. @throws {Failure} when PostgreSQL does not answer. */
  async metadataLocations(): Promise<ReadonlyMap<string, string>> {
    const rows = tableRows.parse(await this.#query(this.#tableVersions))
    return new Map(rows.map((row) => [row.table_name, row.metadata_location]))
  }

  /** Every Iceberg table of every schema. @throws {Failure} when PostgreSQL does not answer. */
  async tables(): Promise<CatalogTable[]> {
    const rows = catalogRows.parse(await this.#query(this.#tables))
    return rows.map((row) => ({
      schema: row.table_namespace,
      name: row.table_name,
      metadataLocation: row.metadata_location,
    }))
  }

  /**
   * Makes another metadata file current, if none but the expected one was until now; whether it did.
   * @throws {Failure} when PostgreSQL does not answer.
   */
  async swapMetadata({ schema, name, metadataLocation }: CatalogTable, next: string): Promise<boolean> {
    return (await this.#query(this.#swap, [next, schema, name, metadataLocation])).length === 1
  }

  /** Returns when a query was answered. @throws {Failure} when not. */
  async ping(): Promise<void> {
    await this.#query(this.#ping)
  }

  async close(): Promise<void> {
    await this.#pool.end()
  }

  async #query(sql: string, values: readonly string[] = []): Promise<unknown[]> {
    try {
      return (await this.#pool.query(sql, [...values])).rows
    } catch (cause) {
      const port = this.#pool.options.port
      throw new Failure(`PostgreSQL at ${LOOPBACK}:${port}: ${(cause as Error).message}`, 'Run: npm run status', {
        cause,
      })
    }
  }
}
