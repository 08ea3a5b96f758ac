import type { TopicName } from '@lakehouse/contracts/topics.ts'
import { CompressionTypes, type IHeaders, Partitioners, type Producer } from 'kafkajs'
import { discard, kafkaAt, kafkaFailure } from './kafka-connection.ts'

export interface Place {
  readonly topic: TopicName
  readonly partition: number
}

/** A partition that was added to a topic is known after at most this long. */
const METADATA_AGE_MS = 30_000

/** Writes records to chosen partitions. */
export class KafkaWriter {
  readonly #broker: string
  #producer: Producer | undefined

  constructor(broker: string) {
    this.#broker = broker
  }

  /**
   * Appends a record without a value to each of these partitions, in one request.
   * @returns the offset that it got in each.
   * @throws {Failure} when not all partitions confirmed it; some may hold it all the same.
   */
  async append(places: readonly Place[], key: string, headers: IHeaders): Promise<(Place & { offset: bigint })[]> {
    const topicMessages = places.map(({ topic, partition }) => ({
      topic,
      messages: [{ key, value: null, headers, partition }],
    }))
    this.#producer ??= this.#open()
    const producer = this.#producer
    try {
      await producer.connect()
      const written = await producer.sendBatch({ topicMessages, compression: CompressionTypes.None })
      return places.map(({ topic, partition }) => {
        const offset = written.find((one) => one.topicName === topic && one.partition === partition)?.baseOffset
        if (offset === undefined) throw new Error(`${topic}-${partition} confirmed nothing`)
        return { topic, partition, offset: BigInt(offset) }
      })
    } catch (cause) {
      if (this.#producer === producer) this.#producer = undefined
      discard(producer)
      throw kafkaFailure(this.#broker, 'to append records', cause)
    }
  }

  async close(): Promise<void> {
    await this.#producer?.disconnect()
  }

  #open(): Producer {
    return kafkaAt(this.#broker, { retries: 0 }).producer({
      metadataMaxAge: METADATA_AGE_MS,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    })
  }
}
