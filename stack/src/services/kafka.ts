import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { renderFile } from '../config/render.ts'
import { createTopics } from '../setup/topics.ts'
import { tcpAnswer, tcpReadiness } from '../supervisor/probe.ts'
import { restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import { runTool } from '../system/run-tool.ts'
import { quietMalloc } from './environment.ts'
import type { StackContext } from './stack-context.ts'

const templates = join(projectRoot, 'kafka')
/** Kafka protocol, ApiVersions request v0: length, api key 18, version 0, correlation id, no client id. */
const API_VERSIONS = Uint8Array.of(...[0, 0, 0, 10], ...[0, 18], ...[0, 0], ...[0, 0, 0, 1], ...[0xff, 0xff])

/** Kafka, one node without ZooKeeper (KRaft); the contract's topics are made once it answers. */
export function kafka({ home, ports, artifacts, java17 }: StackContext): ServiceSpec {
  const folder = join(home, 'kafka')
  const config = join(folder, 'server.properties')
  const java = join(java17, 'bin', 'java')
  const options = [
    `-Dlog4j2.configurationFile=${join(templates, 'log4j2.properties')}`,
    '-cp',
    join(artifacts.kafka, '*'),
  ]
  return {
    name: 'kafka',
    dependsOn: [],
    command: java,
    args: [`@${join(templates, 'jvm.config')}`, ...options, 'kafka.Kafka', config],
    env: quietMalloc,
    cwd: folder,
    ports: ['kafka', 'kafkaController'],
    readiness: tcpReadiness(ports.kafka, 180_000),
    liveness: tcpAnswer(ports.kafka, API_VERSIONS),
    shutdown: { signal: 'SIGTERM', timeoutMs: 20_000 },
    restart: restartPolicy,
    prepare: async (stopping) => {
      renderKafkaConfig({ home, ports })
      if (existsSync(join(folder, 'data', 'meta.properties'))) return
      const clusterId = randomBytes(16).toString('base64url')
      // One argument: an id may begin with a hyphen, which as an argument of its own would be an option.
      const format = ['kafka.tools.StorageTool', 'format', `--cluster-id=${clusterId}`, '--config', config]
      await runTool(java, ['-Xmx64m', ...options, ...format], { signal: stopping, timeoutMs: 180_000 })
    },
    initialise: () => createTopics(`${LOOPBACK}:${ports.kafka}`),
  }
}

/** Writes `kafka/server.properties` below `home`. */
export function renderKafkaConfig({ home, ports }: Pick<StackContext, 'home' | 'ports'>): void {
  renderFile(join(templates, 'server.properties'), join(home, 'kafka', 'server.properties'), {
    DATA_DIR: join(home, 'kafka', 'data'),
    KAFKA_PORT: ports.kafka,
    KAFKA_CONTROLLER_PORT: ports.kafkaController,
  })
}
