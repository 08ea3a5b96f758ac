import type { TopicName } from '@lakehouse/contracts/topics.ts'

/** One record as it lies in Kafka; nothing about it is trusted yet. */
export interface KafkaRecord {
  readonly topic: TopicName
  readonly partition: number
  readonly offset: number
  /** Kafka's timestamp of the record, milliseconds since 1970. */
  readonly kafkaTime: number
  readonly key: Buffer | null
  readonly value: Buffer | null
}
