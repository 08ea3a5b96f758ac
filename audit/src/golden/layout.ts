import { type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import { classify } from '../oracle/classify.ts'
import type { KafkaRecord } from '../oracle/record.ts'
import type { GoldenCase, OwnTopics } from './cases.ts'
import { type GoldenRecord, goldenRecord, heartbeat } from './input.ts'

/** City, ride and driver of what is added after all cases; once its windows are there, so are all others. */
export const LAST = 'the last'
const AFTER_ALL_MS = 10 * 60_000
/** Where topics may not have been read yet, so that no watermark may pass what is in the other one. */
const APART_SPAN_MS = 4_000
/** Moves every watermark past the windows that the last events are in, and past all that a match may wait for. */
const CLOSING_MS = 10 * 60_000

/** Cases that share their topics and one run of the jobs. */
export interface Layout {
  readonly cases: readonly GoldenCase[]
  readonly ownTopics: OwnTopics | null
  /** Of both topics, by Kafka time, within a partition by offset, from offset 0 on. */
  readonly records: readonly KafkaRecord[]
  /**
   * Heartbeats that follow and close every window. Where partitions may be given up as idle, they must not be written
   * before everything else has been read: a topic that is read late would find its windows closed.
   */
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

/** One layout for all cases that can share their topics, one for each that cannot. */
export function layouts(cases: readonly GoldenCase[]): Layout[] {
  const together = cases.filter(({ ownTopics }) => ownTopics === null)
  const apart = cases.filter(({ ownTopics }) => ownTopics !== null)
  return [...(together.length === 0 ? [] : [together]), ...apart.map((one) => [one])].map(layout)
}

function layout(cases: readonly GoldenCase[]): Layout {
  const owned = cases.flatMap(({ name, records }) => records.map((record) => ({ owner: name, record })))
  const ownTopics = cases[0]?.ownTopics ?? null
  const times = owned.map(({ record }) => record.kafkaTime)
  const newest = Math.max(...times)
  if (ownTopics !== null && newest - Math.min(...times) > APART_SPAN_MS) {
    throw new Error(`${cases[0]?.name}: with topics of its own, all its records lie within ${APART_SPAN_MS / 1_000} s`)
  }
  const last = ownTopics === null ? newest + AFTER_ALL_MS : newest
  /** In topics of their own, partitions without a record of the case stay without any. */
  const used = (topic: TopicName, all: number): number[] => {
    if (ownTopics === null) return Array.from({ length: all }, (_, i) => i)
    return [...new Set(owned.filter(({ record }) => record.topic === topic).map(({ record }) => record.partition))]
  }
  const names = Object.values(topics).map(({ name, partitions }) => ({ name, partitions: used(name, partitions) }))
  const closing = names
    .filter(({ name }) => name !== ownTopics?.silent)
    .flatMap(({ name, partitions }) => partitions.map((partition) => heartbeat(name, partition, last + CLOSING_MS)))
  const lastOfAll = names.flatMap(({ name, partitions }) => lastEvents(name, partitions[0] ?? 0, last))
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
  return { cases, ownTopics, records, closing, owners }
}

function lastEvents(topic: TopicName, partition: number, time: number): GoldenRecord[] {
  const event_time = new Date(time).toISOString()
  if (topic === topics.driverLocations.name) {
    return [goldenRecord({ partition, ping: { driver_id: LAST, event_time } }, LAST)]
  }
  const completed = { ride_id: LAST, driver_id: LAST, status: 'COMPLETED', fare: 1, event_time }
  return [completed, { ride_id: `${LAST} request`, event_time }].map((ride) => goldenRecord({ partition, ride }, LAST))
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
