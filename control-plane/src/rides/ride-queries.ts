import { join } from 'node:path'
import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import { z } from 'zod'
import type { TrinoClient } from '../clients/trino.ts'
import { type TrinoParameter, withParameters } from '../clients/trino-literal.ts'
import { decodeRows } from '../queries/decode.ts'
import { type QueryFile, readQueryFiles } from '../queries/query-files.ts'

const DEADLINE_MS = 30_000

const instant = z.iso.datetime()
const place = { path: z.string(), modified_at: instant }

/** What each file of `trino/queries/rides` gives. */
const shapes = {
  state: z.object({
    ride_id: z.string(),
    rider_id: z.string(),
    driver_id: z.string().nullable(),
    city: z.string(),
    zone_id: z.string(),
    status: z.enum(['REQUESTED', 'ACCEPTED', 'COMPLETED', 'CANCELLED']),
    sequence: z.string(),
    fare: z.string().nullable(),
    requested_at: instant,
    updated_at: instant,
    ...place,
  }),
  log: z.object({
    event_id: z.string(),
    status: z.enum(['REQUESTED', 'ACCEPTED', 'COMPLETED', 'CANCELLED']),
    sequence: z.coerce.number(),
    event_time: instant,
    city: z.string(),
    zone_id: z.string(),
    requested_at: instant,
    kafka_partition: z.coerce.number(),
    kafka_offset: z.string(),
    kafka_time: instant,
    ...place,
  }),
  match: z.object({ driver_id: z.string(), driver_seen_at: instant, distance_km: z.number(), ...place }),
  late_events: z.object({ kafka_offset: z.string() }),
  dead_letters: z.object({
    kafka_partition: z.coerce.number(),
    kafka_offset: z.string(),
    kafka_time: instant,
    payload: z.string(),
    reason: z.string(),
  }),
  windows: z.object({
    window_start: instant,
    window_end: instant,
    demand_count: z.string(),
    supply_count: z.string(),
    surge_multiplier: z.string(),
  }),
  minute: z.object({ total_trips: z.string(), average_fare: z.string() }),
} as const
type Shapes = typeof shapes
export type RowOf<Name extends keyof Shapes> = z.infer<Shapes[Name]>

const commit = z.object({
  path: z.string(),
  snapshot_id: z.string().nullable(),
  committed_at: instant.nullable(),
  operation: z.string().nullable(),
  checkpoint_id: z.string().nullable(),
})
export type FileCommit = z.infer<typeof commit>

/** The questions about one ride, each a file of `trino/queries/rides`. */
export class RideQueries {
  readonly #trino: TrinoClient
  readonly #files: ReadonlyMap<string, QueryFile>
  readonly #commits: ReadonlyMap<string, QueryFile>

  constructor(root: string, trino: TrinoClient) {
    const folder = join(root, 'trino', 'queries', 'rides')
    this.#trino = trino
    this.#files = readQueryFiles(folder)
    this.#commits = readQueryFiles(join(folder, 'commits'))
  }

  /** @throws {Failure} when Trino cannot be asked. */
  async rows<Name extends keyof Shapes>(name: Name, parameters: readonly TrinoParameter[]): Promise<RowOf<Name>[]> {
    const rows = await this.#ask(this.#files.get(name), name, parameters)
    return z.array(shapes[name]).parse(rows) as RowOf<Name>[]
  }

  /** The commits that brought these data files of a table. @throws {Failure} when Trino cannot be asked. */
  async commits(table: IcebergTable, paths: readonly string[]): Promise<FileCommit[]> {
    if (paths.length === 0) return []
    return commit.array().parse(await this.#ask(this.#commits.get(table), table, [JSON.stringify(paths)]))
  }

  async #ask(file: QueryFile | undefined, name: string, parameters: readonly TrinoParameter[]) {
    if (file === undefined) throw new Error(`trino/queries/rides has no ${name}.sql`)
    return decodeRows(await this.#trino.query(withParameters(file.sql, parameters), DEADLINE_MS))
  }
}
