import { HEARTBEAT_KEY, type TopicName, topicNames, topics } from '@lakehouse/contracts/topics.ts'
import { z } from 'zod'
import type { KafkaRecord } from '../oracle/record.ts'

/** A record of a golden case; its offset is given out when all cases are laid out together. */
export type GoldenRecord = Omit<KafkaRecord, 'offset'>

const DEFAULT_DELAY_MS = 20
const SEQUENCE: Readonly<Record<string, number>> = { REQUESTED: 1, ACCEPTED: 2, COMPLETED: 3, CANCELLED: 3 }

const fields = z.record(z.string(), z.unknown())
const line = z
  .strictObject({
    /** Why this record is there; for readers only. */
    why: z.string().optional(),
    topic: z.enum(topicNames as [TopicName, ...TopicName[]]).optional(),
    partition: z.int().min(0).optional(),
    key: z.string().nullable().optional(),
    kafka_time: z.iso.datetime({ precision: 3 }).optional(),
    /** An event by the fields that matter; the others get values of no interest. */
    ride: fields.optional(),
    ping: fields.optional(),
    /** Or the record's value as it is. */
    value: z.string().nullable().optional(),
    value_base64: z.base64().optional(),
    /** Spaces are added up to this length. */
    pad_to_bytes: z.int().optional(),
  })
  .refine(
    ({ ride, ping, value, value_base64 }) =>
      [ride, ping, value, value_base64].filter((given) => given !== undefined).length === 1,
    'exactly one of ride, ping, value, value_base64',
  )

export const inputLine = line

/**
 * The record that a line of an `input.jsonl` describes.
 * @param caseName stands for city and zone where an event names none, so that cases never meet.
 */
export function goldenRecord(input: z.infer<typeof line>, caseName: string): GoldenRecord {
  const { ride, ping, partition = 0 } = input
  if (ride !== undefined || ping !== undefined) {
    const event = ride === undefined ? completePing(ping ?? {}, caseName) : completeRide(ride, caseName)
    const key = input.key === undefined ? String(event.ride_id ?? event.driver_id) : input.key
    return {
      topic: ride === undefined ? topics.driverLocations.name : topics.rideEvents.name,
      partition,
      kafkaTime: Date.parse(input.kafka_time ?? String(event.event_time)) + (input.kafka_time ? 0 : DEFAULT_DELAY_MS),
      key: key === null ? null : Buffer.from(key),
      value: Buffer.from(JSON.stringify(event)),
    }
  }
  if (input.topic === undefined || input.kafka_time === undefined) {
    throw new Error('a record given by its value needs topic and kafka_time')
  }
  const { key = null } = input
  return {
    topic: input.topic,
    partition,
    kafkaTime: Date.parse(input.kafka_time),
    key: key === null ? null : Buffer.from(key),
    value: rawValue(input),
  }
}

/** The bytes of a value given as text or base64, padded where that is asked for. */
export function rawValue(input: {
  readonly value?: string | null | undefined
  readonly value_base64?: string | undefined
  readonly pad_to_bytes?: number | undefined
}): Buffer | null {
  if (input.value_base64 !== undefined) return Buffer.from(input.value_base64, 'base64')
  if (input.value === null || input.value === undefined) return null
  const bytes = Buffer.from(input.value)
  return Buffer.concat([bytes, Buffer.alloc(Math.max(0, (input.pad_to_bytes ?? 0) - bytes.length), ' ')])
}

/** The producer's heartbeat at one moment in one partition. */
export function heartbeat(topic: TopicName, partition: number, kafkaTime: number): GoldenRecord {
  return { topic, partition, kafkaTime, key: Buffer.from(HEARTBEAT_KEY), value: null }
}

function completeRide(given: Record<string, unknown>, caseName: string): Record<string, unknown> {
  const status = String(given.status ?? 'REQUESTED')
  const city = given.city ?? caseName
  return {
    event_id: `${given.ride_id}/${status}/${given.event_time}`,
    rider_id: 'rider',
    driver_id: null,
    city,
    zone_id: city,
    pickup_latitude: 40,
    pickup_longitude: -74,
    dropoff_latitude: 40.5,
    dropoff_longitude: -74.5,
    status,
    sequence: SEQUENCE[status],
    fare: null,
    requested_at: given.event_time,
    ...given,
  }
}

function completePing(given: Record<string, unknown>, caseName: string): Record<string, unknown> {
  const city = given.city ?? caseName
  return {
    event_id: `${given.driver_id}/${given.event_time}`,
    city,
    zone_id: city,
    latitude: 40,
    longitude: -74,
    status: 'AVAILABLE',
    ...given,
  }
}
