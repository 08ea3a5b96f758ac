import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { AlertFile } from './alerts/alert-file.ts'
import { allConditions } from './alerts/conditions.ts'
import { Watchdog } from './alerts/watchdog.ts'
import { webhookUrl } from './alerts/webhook.ts'
import { FlinkTasks } from './clients/flink-tasks.ts'
import type { KafkaReader } from './clients/kafka.ts'
import type { StackHealth } from './health/health.ts'
import type { JobControl } from './jobs/job-control.ts'
import { jobNames } from './jobs/load.ts'
import { CommitLedgers } from './pipeline/commit-ledger/commit-ledgers.ts'
import { LedgerFile } from './pipeline/commit-ledger/ledger-file.ts'
import type { Heartbeats } from './pipeline/heartbeats.ts'
import { type MapParts, PipelineMap } from './pipeline/pipeline-map.ts'
import { PipelineWatch } from './pipeline/pipeline-watch.ts'
import { TopicWatch } from './pipeline/topic-watch.ts'
import type { TableCatalog } from './tables/table-catalog.ts'

type Env = Readonly<Record<string, string | undefined>>

export interface ConnectedPipeline {
  readonly ledgers: CommitLedgers
  readonly watchdog: Watchdog
  readonly map: PipelineMap
  close(): void
}

export interface Surroundings extends Pick<MapParts, 'freshness' | 'tail'> {
  readonly control: JobControl
  readonly catalog: TableCatalog
  readonly kafka: KafkaReader
  readonly heartbeats: Pick<Heartbeats, 'writtenAt'>
  readonly health: Pick<StackHealth, 'read'>
  readonly warn: (line: string) => void
}

/**
 * What watches the pipeline: readings, commit ledger, alerts. Looks at nothing yet.
 * @throws {Error} when a port variable or the webhook's address is wrong.
 */
export function connectPipeline(env: Env, around: Surroundings): ConnectedPipeline {
  const { control, kafka, heartbeats, health, catalog, freshness, tail, warn } = around
  const { root, home, flink, journal } = control
  const tasks = new FlinkTasks(httpUrl(resolvePorts(env), 'flinkRest'))
  const ledgerFile = new LedgerFile(home)
  const alertFile = new AlertFile(home)
  const ledgers = new CommitLedgers(tasks, catalog, ledgerFile)
  const topics = new TopicWatch(kafka, heartbeats)
  const watch = new PipelineWatch({ flink, tasks, topics, ledgers, health, jobNames: () => jobNames(root) })
  const look = () => watch.look()
  const webhook = webhookUrl(env, home)
  const watchdog = new Watchdog({ look, conditions: allConditions(), file: alertFile, journal, webhook, warn })
  return {
    ledgers,
    watchdog,
    map: new PipelineMap({ home, reading: () => watchdog.reading, look, freshness, tail }),
    close: () => {
      ledgerFile.close()
      alertFile.close()
    },
  }
}
