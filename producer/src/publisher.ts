import { setTimeout as sleep } from 'node:timers/promises'
import { kafkaClient } from '@lakehouse/contracts/kafka-client.ts'
import type { LedgerBatch } from '@lakehouse/contracts/ledger.ts'
import { type TopicName, topicNames } from '@lakehouse/contracts/topics.ts'
import { type Kafka, logLevel, type Producer, type RecordMetadata, type TopicMessages } from 'kafkajs'
import { recoveryFrom, rootCause } from './kafka-errors.ts'
import { Partitioning } from './partitioning.ts'
import type { OutgoingRecord } from './simulation/faults.ts'

const FIRST_BACKOFF_MS = 100
const LONGEST_BACKOFF_MS = 2_000
/** One request stays below Kafka's default limit for one partition's batch (1 MiB), even if all of it goes to one. */
const MAX_REQUEST_BYTES = 768 * 1024
/** Key, length fields and so on of one record, roughly. */
const RECORD_OVERHEAD_BYTES = 64

export interface AcknowledgedBatch extends Omit<LedgerBatch, 'run'> {
  readonly records: readonly OutgoingRecord[]
}

export interface PublisherEvents {
  /** An attempt failed and another follows. */
  readonly onRetry: (problem: Error) => void
  /** A new producer id was needed: records of the batch that failed may be in Kafka twice. */
  readonly onNewSession: () => void
}

/**
 * Sends records to Kafka, one request at a time, in order, and again until Kafka has them. Within a session (one producer id)
 * repeated attempts leave each record in Kafka exactly once, also when the broker is killed between writing and answering.
 */
export class Publisher {
  readonly partitioning: Partitioning
  readonly #kafka: Kafka
  readonly #events: PublisherEvents
  #producer: Producer

  private constructor(kafka: Kafka, producer: Producer, partitioning: Partitioning, events: PublisherEvents) {
    this.#kafka = kafka
    this.#producer = producer
    this.partitioning = partitioning
    this.#events = events
  }

  /**
   * Tries until `signal` is aborted.
   * @throws {Error} the signal's reason, once it is aborted; at once what no repetition can mend.
   */
  static async connect(brokers: readonly string[], events: PublisherEvents, signal: AbortSignal): Promise<Publisher> {
    // Retries are ours: kafkajs gives up after some, and neither counts them nor stops on request.
    const kafka = kafkaClient({
      clientId: 'lakehouse-producer',
      brokers: [...brokers],
      retry: { retries: 0 },
      connectionTimeout: 3_000,
      logLevel: logLevel.NOTHING,
    })
    return untilSuccess(
      async () => {
        const partitioning = await readPartitions(kafka)
        return new Publisher(kafka, await openSession(kafka), partitioning, events)
      },
      async (error) => {
        const problem = rootCause(error)
        if (recoveryFrom(problem) === 'give up') throw problem
        events.onRetry(problem)
      },
      signal,
    )
  }

  /**
   * Gives what Kafka acknowledged, request by request.
   * @throws {Error} when Kafka refuses a batch for good, or `signal` is aborted first.
   */
  async *send(records: readonly OutgoingRecord[], signal: AbortSignal): AsyncGenerator<AcknowledgedBatch[]> {
    for (const request of requestsOf(records)) yield this.#sendRequest(request, signal)
  }

  /** Waits for the connection to close, unless `signal` is aborted: kafkajs first waits for answers that may never come. */
  async close(signal: AbortSignal): Promise<void> {
    if (!signal.aborted) await abortable(this.#producer.disconnect(), signal)
  }

  async #sendRequest(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<AcknowledgedBatch[]> {
    const batches = this.#byPartition(records)
    const topicMessages = messagesOf(batches)
    const answer = await untilSuccess(
      () => abortable(this.#producer.sendBatch({ topicMessages }), signal),
      (error) => this.#recover(rootCause(error)),
      signal,
    )
    return acknowledged(batches, answer)
  }

  async #recover(problem: Error): Promise<void> {
    const recovery = recoveryFrom(problem)
    if (recovery === 'give up') throw problem
    this.#events.onRetry(problem)
    if (recovery === 'retry') return
    const session = await openSession(this.#kafka)
    await this.#producer.disconnect()
    this.#producer = session
    this.#events.onNewSession()
  }

  #byPartition(records: readonly OutgoingRecord[]): Batch[] {
    const batches = new Map<string, Batch>()
    for (const record of records) {
      const partition = record.partition ?? this.partitioning.partitionOf(record.topic, record.key)
      const id = `${record.topic}/${partition}`
      let batch = batches.get(id)
      if (batch === undefined) {
        batch = { topic: record.topic, partition, records: [] }
        batches.set(id, batch)
      }
      batch.records.push(record)
    }
    return [...batches.values()]
  }
}

interface Batch {
  readonly topic: TopicName
  readonly partition: number
  readonly records: OutgoingRecord[]
}

async function readPartitions(kafka: Kafka): Promise<Partitioning> {
  const admin = kafka.admin()
  try {
    await admin.connect()
    const { topics } = await admin.fetchTopicMetadata({ topics: [...topicNames] })
    return new Partitioning(new Map(topics.map(({ name, partitions }) => [name as TopicName, partitions])))
  } finally {
    await admin.disconnect()
  }
}

async function openSession(kafka: Kafka): Promise<Producer> {
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    // Fewer it does not accept here.
    retry: { retries: 1, initialRetryTime: FIRST_BACKOFF_MS },
  })
  await producer.connect()
  return producer
}

function* requestsOf(records: readonly OutgoingRecord[]): Generator<OutgoingRecord[]> {
  let request: OutgoingRecord[] = []
  let bytes = 0
  for (const record of records) {
    const size = (record.value?.length ?? 0) + RECORD_OVERHEAD_BYTES
    if (bytes + size > MAX_REQUEST_BYTES && request.length > 0) {
      yield request
      request = []
      bytes = 0
    }
    request.push(record)
    bytes += size
  }
  if (request.length > 0) yield request
}

function messagesOf(batches: readonly Batch[]): TopicMessages[] {
  return topicNames
    .map((topic) => ({
      topic,
      messages: batches
        .filter((batch) => batch.topic === topic)
        .flatMap(({ partition, records }) => records.map(({ key, value }) => ({ key, value, partition }))),
    }))
    .filter(({ messages }) => messages.length > 0)
}

function acknowledged(batches: readonly Batch[], answer: readonly RecordMetadata[]): AcknowledgedBatch[] {
  return batches.map((batch) => {
    const found = answer.find(({ topicName, partition }) => topicName === batch.topic && partition === batch.partition)
    if (found?.baseOffset === undefined) {
      throw new Error(`Kafka's answer says nothing of ${batch.topic}, partition ${batch.partition}`)
    }
    return { ...batch, firstOffset: Number(found.baseOffset), kafkaTime: Number(found.logAppendTime) }
  })
}

/** Tries again, ever more slowly; `afterFailure` may throw to end it. */
async function untilSuccess<T>(
  attempt: () => Promise<T>,
  afterFailure: (error: unknown) => Promise<void>,
  signal: AbortSignal,
): Promise<T> {
  for (let backoff = FIRST_BACKOFF_MS; ; backoff = Math.min(2 * backoff, LONGEST_BACKOFF_MS)) {
    try {
      return await attempt()
    } catch (error) {
      signal.throwIfAborted()
      await afterFailure(error)
    }
    await abortable(sleep(backoff, undefined, { ref: false }), signal)
  }
}

async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = (): void => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
