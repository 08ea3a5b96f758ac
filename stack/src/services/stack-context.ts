import type { Ports } from '@lakehouse/contracts/endpoints.ts'
import type { Secrets } from '@lakehouse/contracts/secrets.ts'
import type { Settings } from './settings.ts'

/** What services are made from; everything in it exists before the first one is. */
export interface StackContext extends Settings {
  /** Data, logs, pids and secrets. */
  readonly home: string
  readonly ports: Ports
  readonly secrets: Secrets
  /** Folders of verified artifacts. */
  readonly artifacts: ArtifactFolders
  /** Java installation for Kafka, ZooKeeper and Flink. */
  readonly java17: string
  /** Java installation for Trino. */
  readonly java25: string
}

export interface ArtifactFolders {
  readonly kafka: string
  readonly zookeeper: string
  readonly minio: string
  readonly flink: string
  readonly flinkConnectors: string
  /** Absent while there are no functions. */
  readonly flinkFunctions?: string
  readonly trinoServer: string
  readonly trinoIceberg: string
  readonly trinoLauncher: string
  readonly trinoPlugin: string
  readonly trinoCli: string
}
