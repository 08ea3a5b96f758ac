import { type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import { Partitioners, type PartitionMetadata } from 'kafkajs'

/** Which partition a record goes to: murmur2 of its key, as Kafka's Java clients choose it. */
export class Partitioning {
  readonly #choose = Partitioners.DefaultPartitioner()
  readonly #partitions: ReadonlyMap<TopicName, PartitionMetadata[]>
  /** Drivers are few and send many events; a ride's key comes up three times. */
  readonly #ofDriver = new Map<string, number>()

  constructor(partitions: ReadonlyMap<TopicName, PartitionMetadata[]>) {
    this.#partitions = partitions
  }

  /** How many partitions each topic has. */
  get counts(): ReadonlyMap<TopicName, number> {
    return new Map([...this.#partitions].map(([topic, partitions]) => [topic, partitions.length]))
  }

  partitionOf(topic: TopicName, key: string): number {
    if (topic !== topics.driverLocations.name) return this.#hash(topic, key)
    let partition = this.#ofDriver.get(key)
    if (partition === undefined) {
      partition = this.#hash(topic, key)
      this.#ofDriver.set(key, partition)
    }
    return partition
  }

  #hash(topic: TopicName, key: string): number {
    const partitionMetadata = this.#partitions.get(topic) ?? []
    return this.#choose({ topic, partitionMetadata, message: { key, value: null } })
  }
}
