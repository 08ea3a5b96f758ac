import { randomBytes } from 'node:crypto'
import { LOOPBACK, type Ports, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { kafkaClient } from '@lakehouse/contracts/kafka-client.ts'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { readSecrets, type Secrets } from '@lakehouse/contracts/secrets.ts'
import { postgresCityMetrics } from '@lakehouse/contracts/tables.ts'
import { CompressionTypes, type Kafka, logLevel } from 'kafkajs'
import pg from 'pg'
import { dropGoldenSchema, sqlFile } from '../lib/trino.ts'

/** Kafka times lie in the past or future of the machine's clock, and stay however old they are. */
const TOPIC_SETTINGS = {
  'message.timestamp.type': 'CreateTime',
  'message.timestamp.after.max.ms': String(Number.MAX_SAFE_INTEGER),
  'retention.ms': '-1',
  'max.message.bytes': String(2 * 1024 * 1024),
}

/** A record to be written: Kafka keeps the timestamp given here. */
interface PlacedRecord {
  readonly partition: number
  readonly kafkaTime: number
  readonly key: Buffer | null
  readonly value: Buffer | null
}

/** Topics, Iceberg schema and PostgreSQL table of one run of golden cases, which nothing else uses. */
export class Workplace {
  readonly icebergSchema: string
  readonly cityMetrics: string
  readonly #prefix: string
  readonly #kafka: Kafka
  readonly #ports: Ports
  readonly #secrets: Secrets
  readonly #topics: string[] = []

  constructor(env: NodeJS.ProcessEnv) {
    this.#ports = resolvePorts(env)
    this.#secrets = readSecrets(lakehouseHome(env))
    this.#prefix = `golden_${randomBytes(4).toString('hex')}`
    this.icebergSchema = this.#prefix
    this.cityMetrics = `${postgresCityMetrics.table}_${this.#prefix}`
    const brokers = [`${LOOPBACK}:${this.#ports.kafka}`]
    this.#kafka = kafkaClient({ clientId: 'golden', brokers, logLevel: logLevel.ERROR })
  }

  /** A new topic of this run. @returns its name. */
  async topic(name: string, partitions: number): Promise<string> {
    const topic = `${this.#prefix}_${name}`
    const admin = this.#kafka.admin()
    await admin.connect()
    try {
      const configEntries = Object.entries(TOPIC_SETTINGS).map(([key, value]) => ({ name: key, value }))
      await admin.createTopics({ topics: [{ topic, numPartitions: partitions, configEntries }], waitForLeaders: true })
      this.#topics.push(topic)
      return topic
    } finally {
      await admin.disconnect()
    }
  }

  /** Appends the records to a topic, in each partition in the order given. */
  async append(topic: string, records: readonly PlacedRecord[]): Promise<void> {
    const producer = this.#kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
    await producer.connect()
    try {
      const messages = records.map(({ partition, kafkaTime, key, value }) => ({
        partition,
        timestamp: String(kafkaTime),
        key,
        value,
      }))
      await producer.send({ topic, messages, compression: CompressionTypes.None })
    } finally {
      await producer.disconnect()
    }
  }

  /** The copy of `city_metrics` that the jobs of this run write to. */
  createCityMetrics(): Promise<void> {
    return this.#inPostgres('golden_city_metrics')
  }

  /** Removes everything that this run has made; each part is tried, whatever became of the others. */
  async remove(): Promise<void> {
    const removals = [
      () => this.#deleteTopics(),
      () => dropGoldenSchema(this.icebergSchema),
      () => this.#inPostgres('golden_drop_city_metrics'),
    ]
    const outcomes = await Promise.allSettled(removals.map((remove) => remove()))
    const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    if (failures.length > 0) throw new AggregateError(failures, `not everything named ${this.#prefix} could be removed`)
  }

  async #deleteTopics(): Promise<void> {
    if (this.#topics.length === 0) return
    const admin = this.#kafka.admin()
    await admin.connect()
    try {
      await admin.deleteTopics({ topics: this.#topics })
    } finally {
      await admin.disconnect()
    }
  }

  async #inPostgres(file: string): Promise<void> {
    const client = new pg.Client({
      host: LOOPBACK,
      port: this.#ports.postgres,
      database: postgresCityMetrics.database,
      user: 'lakehouse',
      password: this.#secrets.lakehousePassword,
      connectionTimeoutMillis: 10_000,
    })
    await client.connect()
    try {
      await client.query(sqlFile(file).replaceAll(':table', this.cityMetrics))
    } finally {
      await client.end()
    }
  }
}
