import type { RideRecord, RideTrace, RowPlace } from '@lakehouse/contracts/api/rides.ts'
import { CITY_METRICS_WINDOW_S, RIDE_STATE_HORIZON_S } from '@lakehouse/contracts/semantics.ts'
import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import { LATE_AFTER_MS } from '@lakehouse/contracts/topics.ts'
import { explain, Failure, NotFound } from '../errors.ts'
import { matchNote } from './match-note.ts'
import type { FileCommit, RideQueries, RowOf } from './ride-queries.ts'
import type { RideRecords, StoredRecord } from './ride-records.ts'
import { endsOfWindowsAround, lastClosedEnd, surgeOf, windowsOf } from './surge-of-request.ts'

const MINUTE_MS = CITY_METRICS_WINDOW_S * 1_000
/** An event may have happened a little before the request that the ride names. */
const BEFORE_MS = 60_000
/** Once a window is this old, a zone without a row for it never had one. */
const SETTLED_MS = 10 * 60_000

type Blind = RideTrace['blind']
type Queries = Pick<RideQueries, 'rows' | 'commits'>
type Records = Pick<RideRecords, 'recent' | 'at'>

/** Follows one ride from its records in Kafka to every row it has a part in. */
export class RideTraces {
  readonly #queries: Queries
  readonly #records: Records
  readonly #now: () => number

  constructor(queries: Queries, records: Records, now: () => number = Date.now) {
    this.#queries = queries
    this.#records = records
    this.#now = now
  }

  /**
   * What could be looked at; the rest is in `blind`.
   * @throws {NotFound} when neither the tables nor the last minute of the topic know the ride.
   * @throws {Failure} when neither could be looked at.
   */
  async follow(rideId: string): Promise<RideTrace> {
    const blind: Blind = []
    const attempt = attempts(blind)
    const [[state], recent] = await Promise.all([
      attempt('its state (Trino)', () => this.#queries.rows('state', [rideId]), []),
      attempt('its newest records (Kafka)', () => this.#records.recent(rideId), []),
    ])
    const known = state ?? recent.find(({ event }) => event !== null)?.event ?? null
    const now = this.#now()
    const requestedAt = known === null ? now : Date.parse(known.requested_at)
    const from = (known === null ? now - RIDE_STATE_HORIZON_S * 1_000 : requestedAt) - BEFORE_MS
    const until = Math.max(now, requestedAt) + BEFORE_MS
    const [log, [match], deadLetters] = await Promise.all([
      attempt('its events in the log (Trino)', () => this.#queries.rows('log', [rideId, from, until]), []),
      attempt('its match (Trino)', () => this.#queries.rows('match', [rideId]), []),
      attempt('dead letters (Trino)', () => this.#queries.rows('dead_letters', [rideId, from, until]), []),
    ])
    const ride = known ?? log[0] ?? null
    if (ride === null && deadLetters.length === 0) {
      const [cause] = blind
      if (cause !== undefined) throw new Failure(`looked for ${cause.what}: ${cause.cause}`, 'Run: npm run status')
      throw new NotFound(
        `No ride "${rideId}" in iceberg_ride_events, nor in the last 24 h of the log, nor in the last minute of the topic.`,
        'Copy the whole ride_id; the list of rides has them.',
      )
    }
    const [stored, late, commits] = await Promise.all([
      attempt('its records’ values (Kafka)', () => this.#records.at(placesOf(log, recent)), []),
      attempt('late events (Trino)', () => this.#late(log), new Set<string>()),
      attempt('commits (Trino)', () => this.#commits({ log, state, match }), new Map<string, FileCommit>()),
    ])
    const place = placeWith(commits)
    const records = joinRecords(log, [...recent, ...stored], late, place)
    const base = {
      ride_id: rideId,
      records,
      dead_letters: deadLetters.map(({ kafka_partition, kafka_offset, kafka_time, reason, payload }) => ({
        partition: kafka_partition,
        offset: kafka_offset,
        kafka_time,
        reason,
        payload,
      })),
      state: state === undefined ? null : { ...withoutPlace(state), place: place(state) },
      match: match === undefined ? null : { ...withoutPlace(match), place: place(match) },
    }
    if (ride === null) {
      const note = 'No valid event of it is known.'
      return { ...base, match_note: note, windows: [], surge: null, minute: null, blind, server_now: iso(now) }
    }
    const request = records.find(({ status }) => status === 'REQUESTED')
    const at = Date.parse(ride.requested_at)
    const rows = await attempt('surge windows (Trino)', () => this.#windows(ride.city, ride.zone_id, at), [])
    const newestEnd = rows.map(({ window_end }) => Date.parse(window_end)).at(-1) ?? null
    const windows = request?.is_late === true ? [] : windowsOf(at, rows)
    return {
      ...base,
      match_note: matchNote({
        matched: match?.driver_id ?? null,
        accepted: state?.driver_id ?? records.map(driverOf).find((driver) => driver !== null) ?? null,
        status: state?.status ?? records.at(-1)?.status ?? '',
        zone: ride.zone_id,
        requestIsLate: request?.is_late === true,
        requestAgeMs: now - at,
        windows,
      }),
      windows,
      surge: surgeOf(at, rows, now - at > SETTLED_MS ? Number.POSITIVE_INFINITY : newestEnd),
      minute: await attempt('its minute of city metrics (Trino)', () => this.#minute(ride.city, records), null),
      blind,
      server_now: iso(now),
    }
  }

  #windows(city: string, zone: string, requestedAt: number) {
    const last = endsOfWindowsAround(requestedAt).at(-1) ?? requestedAt
    return this.#queries.rows('windows', [city, zone, lastClosedEnd(requestedAt), last])
  }

  async #minute(city: string, records: readonly RideRecord[]): Promise<RideTrace['minute']> {
    const completion = records.find(({ status, is_late }) => status === 'COMPLETED' && !is_late)
    if (completion === undefined) return null
    const start = Math.floor(Date.parse(completion.event_time) / MINUTE_MS) * MINUTE_MS
    const [row] = await this.#queries.rows('minute', [city, start])
    return {
      window_start: iso(start),
      window_end: iso(start + MINUTE_MS),
      total_trips: row?.total_trips ?? null,
      average_fare: row?.average_fare ?? null,
    }
  }

  async #late(log: readonly RowOf<'log'>[]): Promise<ReadonlySet<string>> {
    const byPartition = Map.groupBy(log, (row) => row.kafka_partition)
    const found = await Promise.all(
      [...byPartition].map(async ([partition, rows]) => {
        const offsets = rows.map((row) => BigInt(row.kafka_offset)).sort((a, b) => (a < b ? -1 : 1))
        const [first, last] = [offsets[0] ?? 0n, offsets.at(-1) ?? 0n]
        const late = await this.#queries.rows('late_events', [partition, first, last])
        return late.map(({ kafka_offset }) => keyOf(partition, kafka_offset))
      }),
    )
    return new Set(found.flat())
  }

  async #commits(rows: { log: readonly Placed[]; state: Placed | undefined; match: Placed | undefined }) {
    const one = (row: Placed | undefined) => (row === undefined ? [] : [row.path])
    const wanted: [IcebergTable, string[]][] = [
      ['iceberg_ride_event_log', [...new Set(rows.log.map(({ path }) => path))]],
      ['iceberg_ride_events', one(rows.state)],
      ['iceberg_ride_matches', one(rows.match)],
    ]
    const commits = await Promise.all(wanted.map(([table, paths]) => this.#queries.commits(table, paths)))
    return new Map(commits.flat().map((commit) => [commit.path, commit]))
  }
}

interface Placed {
  readonly path: string
  readonly modified_at: string
}

const iso = (ms: number) => new Date(ms).toISOString()
const keyOf = (partition: number, offset: string) => `${partition}:${offset}`

/** Runs a look-up; when a part of the stack fails it, the rest goes on and `blind` says what is missing. */
function attempts(blind: Blind) {
  return async <T>(what: string, look: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await look()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      blind.push({ what, cause: explain(error) })
      return otherwise
    }
  }
}

/** Places in the log whose records were not among the recent ones. */
function placesOf(log: readonly RowOf<'log'>[], recent: readonly StoredRecord[]) {
  const seen = new Set(recent.map(({ partition, offset }) => keyOf(partition, offset)))
  return log
    .filter((row) => !seen.has(keyOf(row.kafka_partition, row.kafka_offset)))
    .map(({ kafka_partition, kafka_offset }) => ({ partition: kafka_partition, offset: kafka_offset }))
}

function placeWith(commits: ReadonlyMap<string, FileCommit>) {
  return ({ path, modified_at }: Placed): RowPlace => {
    const commit = commits.get(path)
    return {
      path,
      modified_at,
      snapshot_id: commit?.snapshot_id ?? null,
      committed_at: commit?.committed_at ?? null,
      operation: commit?.operation ?? null,
      checkpoint_id: commit?.checkpoint_id ?? null,
    }
  }
}

function withoutPlace<Row extends Placed>({ path: _, modified_at: __, ...row }: Row) {
  return row
}

/** Log and Kafka together: what both have once, in the order of Kafka. */
export function joinRecords(
  log: readonly RowOf<'log'>[],
  stored: readonly StoredRecord[],
  late: ReadonlySet<string>,
  place: (row: Placed) => RowPlace,
): RideRecord[] {
  const values = new Map(stored.map((record) => [keyOf(record.partition, record.offset), record]))
  const logged = new Set(log.map((row) => keyOf(row.kafka_partition, row.kafka_offset)))
  const undated = [
    ...log.map((row) => ({
      ...row,
      partition: row.kafka_partition,
      offset: row.kafka_offset,
      kafka_time: row.kafka_time,
      value: values.get(keyOf(row.kafka_partition, row.kafka_offset))?.value ?? null,
      log: place(row),
    })),
    ...stored.flatMap(({ partition, offset, kafkaTime, value, event }) =>
      event === null || logged.has(keyOf(partition, offset))
        ? []
        : [{ ...event, partition, offset, kafka_time: iso(kafkaTime), value, log: null }],
    ),
  ].sort((a, b) => a.partition - b.partition || (BigInt(a.offset) < BigInt(b.offset) ? -1 : 1))
  const seen = new Set<string>()
  return undated.map(({ partition, offset, kafka_time, value, event_id, status, sequence, event_time, log: row }) => {
    const lateness = Date.parse(kafka_time) - Date.parse(event_time)
    const isDuplicate = seen.has(event_id)
    seen.add(event_id)
    return {
      partition,
      offset,
      kafka_time,
      value,
      event_id,
      status,
      sequence,
      event_time,
      lateness_ms: lateness,
      is_late: lateness > LATE_AFTER_MS,
      is_duplicate: isDuplicate,
      log: row,
      in_late_events: late.has(keyOf(partition, offset)),
    }
  })
}

/** Who drives, by the record's own value. */
function driverOf({ value }: RideRecord): string | null {
  const driver = value === null ? null : (JSON.parse(value) as { driver_id?: unknown }).driver_id
  return typeof driver === 'string' ? driver : null
}
