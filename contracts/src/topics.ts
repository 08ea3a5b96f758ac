/** Kafka topics and the rules that follow from a record's Kafka timestamp alone. */
export const topics = {
  rideEvents: { name: 'ride_events', key: 'ride_id', partitions: 4 },
  driverLocations: { name: 'driver_locations', key: 'driver_id', partitions: 4 },
} as const

export type TopicName = (typeof topics)[keyof typeof topics]['name']
export const topicNames: readonly TopicName[] = [topics.rideEvents.name, topics.driverLocations.name]

/** Topic settings, as Kafka spells them. Timestamps come from the broker, so a client cannot choose its own lateness. */
export const topicConfig = {
  'message.timestamp.type': 'LogAppendTime',
  'retention.ms': String(24 * 60 * 60 * 1000),
  'retention.bytes': String(10 * 1024 ** 3),
  'max.message.bytes': String(2 * 1024 * 1024),
} as const

/** Key of the record that the producer and the control plane write to every partition once a second; it moves the watermark and is in no table. */
export const HEARTBEAT_KEY = '__heartbeat'

/** An event is late when its event_time is more than this before its Kafka timestamp, milliseconds. */
export const LATE_AFTER_MS = 5_000
/** An event is a dead letter ("future") when its event_time is more than this after its Kafka timestamp, milliseconds. */
export const FUTURE_AFTER_MS = 5_000
/** Largest valid record value, bytes. */
export const MAX_VALUE_BYTES = 64 * 1024
/** Late and dead-letter tables keep this much of the original text, bytes. */
export const MAX_PAYLOAD_BYTES = 8 * 1024
