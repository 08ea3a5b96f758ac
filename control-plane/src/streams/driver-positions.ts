import type { DriverPositions } from '@lakehouse/contracts/api/drivers.ts'
import { type DriverLocation, driverLocation } from '@lakehouse/contracts/events/driver-location.ts'
import { HEARTBEAT_KEY, MAX_VALUE_BYTES, topics } from '@lakehouse/contracts/topics.ts'
import type { KafkaReader, OffsetRange, PartitionEnds, ReadRecord } from '../clients/kafka.ts'
import { BriefCache } from '../lib/brief-cache.ts'

const TOPIC = topics.driverLocations.name
/** Drivers ping every 5 s: this far back each of them is found, a few times. */
const LOOK_BACK_MS = 15_000
/** A driver without a ping for this long is taken off the map. */
const FORGET_MS = 60_000
/** After so long without a viewer it is cheaper to look back again than to read all that was missed. */
const RESUME_MS = 20_000
/** At most this many records are read at once, over all partitions. */
const MOST_RECORDS = 24_000
const READ_DEADLINE_MS = 4_000
const REUSE_MS = 900
const MOMENTS_KEPT = 20

interface Known {
  readonly positions: ReadonlyMap<string, DriverLocation>
  readonly from: number
  readonly until: number
  readonly records: number
  readonly complete: boolean
}

/** Where the drivers are, by their newest pings in Kafka; read only while somebody looks. */
export class DriverPositionsReader {
  readonly #kafka: Pick<KafkaReader, 'ends' | 'offsetsAt' | 'read'>
  readonly #now: () => number
  readonly #live: BriefCache<Known>
  readonly #moments = new Map<number, Promise<Known>>()
  #last: { readonly known: Known; readonly next: ReadonlyMap<number, bigint> } | undefined

  constructor(
    kafka: Pick<KafkaReader, 'ends' | 'offsetsAt' | 'read'>,
    now: () => number = Date.now,
    reuseMs = REUSE_MS,
  ) {
    this.#kafka = kafka
    this.#now = now
    this.#live = new BriefCache(reuseMs, () => this.#follow())
  }

  /** The drivers of a city now, or at a moment that Kafka still keeps. @throws {Failure} when Kafka cannot be reached. */
  async of(city: string, at: Date | null): Promise<DriverPositions> {
    const { positions, from, until, records, complete } = await (at === null ? this.#live.get() : this.#then(at))
    const pings = [...positions.values()]
    const here = pings.filter((ping) => ping.city === city)
    return {
      city,
      drivers: here.map(({ event_id: _, city: __, ...position }) => position),
      cities: [...new Set(pings.map((ping) => ping.city))].sort(),
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
      records,
      complete,
      newest_event_time: here.map((ping) => ping.event_time).reduce<string | null>(later, null),
      server_now: new Date(this.#now()).toISOString(),
    }
  }

  async #follow(): Promise<Known> {
    const now = this.#now()
    const ends = await this.#kafka.ends(TOPIC)
    const last = this.#last
    const resumes = last !== undefined && now - last.known.until < RESUME_MS
    const from = resumes ? last.next : await this.#kafka.offsetsAt(TOPIC, new Date(now - LOOK_BACK_MS))
    const { pings, complete } = await this.#read(ends.map((end) => newest(end, from.get(end.partition) ?? end.high)))
    const before = resumes
      ? last.known
      : { positions: new Map<string, DriverLocation>(), from: now - LOOK_BACK_MS, complete: true }
    const positions = withoutSilent(newestOfEach(before.positions, pings), now - FORGET_MS)
    const known = {
      positions,
      from: Math.max(before.from, now - FORGET_MS),
      until: now,
      records: pings.length,
      // What was skipped once is made up for by the next pings, after one interval.
      complete: complete && (before.complete || now - before.from > 2 * LOOK_BACK_MS),
    }
    this.#last = { known, next: new Map(ends.map(({ partition, high }) => [partition, high])) }
    return known
  }

  #then(at: Date): Promise<Known> {
    const moment = at.getTime()
    const kept = this.#moments.get(moment)
    if (kept !== undefined) return kept
    const read = this.#lookBack(moment)
    this.#moments.set(moment, read)
    read.catch(() => this.#moments.delete(moment))
    const [oldest] = this.#moments.keys()
    if (this.#moments.size > MOMENTS_KEPT && oldest !== undefined) this.#moments.delete(oldest)
    return read
  }

  async #lookBack(moment: number): Promise<Known> {
    const from = moment - LOOK_BACK_MS
    const first = await this.#kafka.offsetsAt(TOPIC, new Date(from))
    const end = await this.#kafka.offsetsAt(TOPIC, new Date(moment))
    const ranges = [...first].map(([partition, low]) =>
      newest({ partition, low, high: end.get(partition) ?? low }, low),
    )
    const { pings, complete } = await this.#read(ranges)
    return { positions: newestOfEach(new Map(), pings), from, until: moment, records: pings.length, complete }
  }

  async #read(ranges: readonly CutRange[]): Promise<{ pings: DriverLocation[]; complete: boolean }> {
    const records = await this.#kafka.read(TOPIC, ranges, READ_DEADLINE_MS)
    const wanted = ranges.reduce((sum, { from, until }) => sum + Number(until - from), 0)
    const complete = ranges.every(({ cut }) => !cut) && records.length >= wanted
    return { pings: records.flatMap(validPing), complete }
  }
}

type CutRange = OffsetRange & { readonly cut: boolean }

/** From an offset to the end, or the newest part of it when that is too much. */
function newest({ partition, low, high }: PartitionEnds, from: bigint): CutRange {
  const most = BigInt(MOST_RECORDS / topics.driverLocations.partitions)
  const wanted = from > low ? from : low
  const cut = high - wanted > most
  return { partition, from: cut ? high - most : wanted, until: high, cut }
}

function validPing({ message: { key, value } }: ReadRecord): DriverLocation[] {
  if (value === null || value.length > MAX_VALUE_BYTES || key?.toString() === HEARTBEAT_KEY) return []
  try {
    const ping = driverLocation.safeParse(JSON.parse(value.toString()))
    return ping.success ? [ping.data] : []
  } catch {
    return [] // no JSON: a dead letter, which is no position
  }
}

function newestOfEach(before: ReadonlyMap<string, DriverLocation>, pings: readonly DriverLocation[]) {
  const positions = new Map(before)
  for (const ping of pings) {
    const known = positions.get(ping.driver_id)
    if (known === undefined || known.event_time < ping.event_time) positions.set(ping.driver_id, ping)
  }
  return positions
}

function withoutSilent(positions: ReadonlyMap<string, DriverLocation>, since: number) {
  return new Map([...positions].filter(([, ping]) => Date.parse(ping.event_time) >= since))
}

/** The later of two instants of the contract, which sort as text. */
const later = (a: string | null, b: string) => (a === null || a < b ? b : a)
