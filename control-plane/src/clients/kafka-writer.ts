import { kafkaClient } from '@lakehouse/contracts/kafka-client.ts'
import type { TopicName } from '@lakehouse/contracts/topics.ts'
import { CompressionTypes, type IHeaders, logLevel, Partitioners, type Producer } from 'kafkajs'
import { Failure } from '../errors.ts'

export interface Place {
  readonly topic: TopicName
  readonly partition: number
}

const REQUEST_TIMEOUT_MS = 5_000
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
      // After an answer that never came kafkajs takes a connection for good that is not.
      if (this.#producer === producer) this.#producer = undefined
      producer.disconnect().catch(() => undefined)
      const why = (cause as Error).message
      throw new Failure(`Kafka at ${this.#broker}, asked to append records: ${why}`, 'Run: npm run status', { cause })
    }
  }

  async close(): Promise<void> {
    await this.#producer?.disconnect()
  }

  #open(): Producer {
    const kafka = kafkaClient({
      clientId: 'lakehouse-control-plane',
      brokers: [this.#broker],
      connectionTimeout: 2_000,
      requestTimeout: REQUEST_TIMEOUT_MS,
      retry: { retries: 0 },
      logLevel: logLevel.NOTHING,
    })
    return kafka.producer({
      metadataMaxAge: METADATA_AGE_MS,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    })
  }
}
