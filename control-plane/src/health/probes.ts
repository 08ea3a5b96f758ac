import type { PartHealth } from '@lakehouse/contracts/api/health.ts'
import type { JobSummary } from '@lakehouse/contracts/api/system.ts'
import { topicNames } from '@lakehouse/contracts/topics.ts'
import type { CatalogDatabase } from '../clients/catalog-database.ts'
import type { FlinkRest } from '../clients/flink-rest.ts'
import { requestJson } from '../clients/http.ts'
import type { KafkaReader } from '../clients/kafka.ts'
import type { ObjectStore } from '../clients/object-store.ts'
import type { SqlGateway } from '../clients/sql-gateway.ts'
import type { TrinoClient } from '../clients/trino.ts'
import { zookeeperServer } from '../clients/zookeeper.ts'
import { producerSeen } from './producer.ts'

/** What a probe saw of a part that answered. A part that did not answer is an error, hence down. */
export interface Seen {
  readonly detail: string
  /** It answers, but not all it should do works. */
  readonly degraded?: boolean
}
export type Probe = (deadlineMs: number) => Promise<Seen>

export interface Probed {
  readonly kafka: KafkaReader
  readonly zookeeperPort: number
  readonly minioUrl: string
  readonly store: ObjectStore
  readonly catalog: CatalogDatabase
  readonly flink: FlinkRest
  readonly gateway: SqlGateway
  readonly trino: TrinoClient
  readonly jobs: () => Promise<readonly JobSummary[]>
}

/** A running job normally completes a checkpoint every 2 s; one that takes longer than this is in trouble. */
const CHECKPOINT_AGE_MS = 60_000

/** One real question to every part of the stack. */
export function probes(parts: Probed): Readonly<Record<PartHealth['name'], Probe>> {
  return {
    kafka: async () => {
      const ends = await Promise.all(topicNames.map((topic) => parts.kafka.ends(topic)))
      return { detail: topicNames.map((topic, index) => `${topic}: ${ends[index]?.length} partitions`).join(', ') }
    },
    zookeeper: async (deadlineMs) => {
      const { version, mode } = await zookeeperServer(parts.zookeeperPort, deadlineMs)
      return { detail: `ZooKeeper ${version}, ${mode}` }
    },
    minio: async (deadlineMs) => {
      await requestJson(`${parts.minioUrl}/minio/health/live`, { deadlineMs })
      await parts.store.list('lakehouse', 'warehouse/', 1, deadlineMs)
      return { detail: 'live, and lists the warehouse for our key' }
    },
    postgres: async () => {
      await parts.catalog.ping()
      return { detail: 'answers a query on the Iceberg catalog' }
    },
    'flink-jobmanager': async (deadlineMs) => {
      const cluster = await parts.flink.cluster(deadlineMs)
      return { detail: `Flink ${cluster['flink-version']}` }
    },
    'flink-taskmanager': async (deadlineMs) => {
      const cluster = await parts.flink.cluster(deadlineMs)
      const total = cluster['slots-total']
      const detail = `${cluster.taskmanagers} registered, ${total - cluster['slots-available']} of ${total} slots in use`
      if (cluster.taskmanagers > 0) return { detail }
      throw new Error('no TaskManager has registered with the JobManager; run: npm run status')
    },
    'sql-gateway': async (deadlineMs) => {
      const { productName, version } = await parts.gateway.info(deadlineMs)
      return { detail: `${productName} ${version}` }
    },
    trino: async (deadlineMs) => {
      const { version, starting } = await parts.trino.info(deadlineMs)
      if (starting) return { detail: `Trino ${version} is starting`, degraded: true }
      await parts.trino.query('SELECT 1', deadlineMs)
      return { detail: `Trino ${version} answers a query` }
    },
    jobs: async () => jobsSeen(await parts.jobs(), Date.now()),
    producer: (deadlineMs) => producerSeen(parts.kafka, deadlineMs),
  }
}

/** Whether every job runs and keeps completing checkpoints. */
export function jobsSeen(jobs: readonly JobSummary[], now: number): Seen {
  const problems = jobs.flatMap((job) => problemOf(job, now))
  if (problems.length > 0) return { detail: `${problems.join('; ')}. See: npm run jobs -- list`, degraded: true }
  return { detail: `${jobs.map((job) => job.name).join(', ')} RUNNING with recent checkpoints` }
}

function problemOf(job: JobSummary, now: number): string[] {
  if (job.state !== 'RUNNING') return [`${job.name} is ${job.state}`]
  const since = job.last_checkpoint_at ?? job.started_at
  const age = since === null ? 0 : now - Date.parse(since)
  if (age <= CHECKPOINT_AGE_MS) return []
  return [`${job.name} has completed no checkpoint for ${Math.round(age / 1000)} s`]
}
