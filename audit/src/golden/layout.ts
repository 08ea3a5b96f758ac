import { type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import { classify } from '../oracle/classify.ts'
import type { KafkaRecord } from '../oracle/record.ts'
import type { GoldenCase } from './cases.ts'
import { type GoldenRecord, goldenRecord, heartbeat } from './input.ts'

/** City, ride and driver of what is added after all cases; once its windows are there, so are all others. */
export const LAST = 'the last'
const AFTER_ALL_MS = 10 * 60_000
/** Moves every watermark past the windows that the last events are in, and past all that a match may wait for. */
const CLOSING_MS = 10 * 60_000

/** The cases as records of both topics, for one run of the jobs. */
export interface Layout {
  readonly cases: readonly GoldenCase[]
  /** Of both topics, by Kafka time, within a partition by offset, from offset 0 on. */
  readonly records: readonly KafkaRecord[]
  /** Heartbeats that follow in every partition and close every window. */
  readonly closing: readonly GoldenRecord[]
  readonly owners: Owners
}

/** Which case a thing belongs to, by its name: no two cases may share one. */
export interface Owners {
  readonly city: ReadonlyMap<string, string>
  readonly ride: ReadonlyMap<string, string>
  readonly driver: ReadonlyMap<string, string>
  /** `<topic>-<partition>-<offset>`. */
  readonly place: ReadonlyMap<string, string>
}

/** All these cases together. @throws {Error} when two of them share a city, a ride or a driver. */
export function layout(cases: readonly GoldenCase[]): Layout {
  const owned = cases.flatMap(({ name, records }) => records.map((record) => ({ owner: name, record })))
  const last = Math.max(...owned.map(({ record }) => record.kafkaTime)) + AFTER_ALL_MS
  const all = Object.values(topics)
  const closing = all.flatMap(({ name, partitions }) =>
    Array.from({ length: partitions }, (_, partition) => heartbeat(name, partition, last + CLOSING_MS)),
  )
  const lastOfAll = all.flatMap(({ name }) => lastEvents(name, last))
  const everything = [...owned, ...lastOfAll.map((record) => ({ owner: LAST, record }))]
  everything.sort((a, b) => a.record.kafkaTime - b.record.kafkaTime)

  const next = new Map<string, number>()
  const owners = { city: new Map(), ride: new Map(), driver: new Map(), place: new Map() }
  const records = everything.map(({ owner, record }): KafkaRecord => {
    const partition = `${record.topic}-${record.partition}`
    const offset = next.get(partition) ?? 0
    next.set(partition, offset + 1)
    const placed = { ...record, offset }
    own(owners.place, `${partition}-${offset}`, owner)
    ownEvent(owners, placed, owner)
    return placed
  })
  return { cases, records, closing, owners }
}

function lastEvents(topic: TopicName, time: number): GoldenRecord[] {
  const event_time = new Date(time).toISOString()
  if (topic === topics.driverLocations.name) {
    return [goldenRecord({ ping: { driver_id: LAST, event_time } }, LAST)]
  }
  const completed = { ride_id: LAST, driver_id: LAST, status: 'COMPLETED', fare: 1, event_time }
  return [completed, { ride_id: `${LAST} request`, event_time }].map((ride) => goldenRecord({ ride }, LAST))
}

function ownEvent(owners: Record<'city' | 'ride' | 'driver', Map<string, string>>, record: KafkaRecord, owner: string) {
  const what = classify(record)
  if (what.kind !== 'ride' && what.kind !== 'ping') return
  own(owners.city, what.event.city, owner)
  if (what.kind === 'ride') own(owners.ride, what.event.ride_id, owner)
  else own(owners.driver, what.event.driver_id, owner)
}

function own(map: Map<string, string>, name: string, owner: string): void {
  const other = map.get(name)
  if (other !== undefined && other !== owner) throw new Error(`"${name}" is in both ${other} and ${owner}: rename one`)
  map.set(name, owner)
}
