import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { type Secrets, secrets } from '@lakehouse/contracts/secrets.ts'
import { controlPlane } from '@lakehouse/stack/services/control-plane.ts'
import { dashboard } from '@lakehouse/stack/services/dashboard.ts'
import { prepareFlink } from '@lakehouse/stack/services/flink-cluster.ts'
import { flinkJobManager } from '@lakehouse/stack/services/flink-jobmanager.ts'
import { flinkTaskManager } from '@lakehouse/stack/services/flink-taskmanager.ts'
import { kafka } from '@lakehouse/stack/services/kafka.ts'
import { minio } from '@lakehouse/stack/services/minio.ts'
import { postgres } from '@lakehouse/stack/services/postgres.ts'
import { producer } from '@lakehouse/stack/services/producer.ts'
import { sqlGateway } from '@lakehouse/stack/services/sql-gateway.ts'
import type { StackContext } from '@lakehouse/stack/services/stack-context.ts'
import { trino } from '@lakehouse/stack/services/trino.ts'
import { zookeeper } from '@lakehouse/stack/services/zookeeper.ts'
import type { ServiceSpec } from '@lakehouse/stack/supervisor/service-spec.ts'

/** Stands where a native definition uses this secret. */
export const secretMark = (name: string) => `<secret ${name}>`

/** The events per second that `npm start` uses unless told otherwise. */
const DEFAULT_RATE = 500

/** What the native definitions would start if they ran in the containers: paths are the containers', secrets are marks. */
export function nativeServicesInContainers(): readonly ServiceSpec[] {
  const elsewhere = mkdtempSync(join(tmpdir(), 'compose-test-'))
  const flinkFolder = join(elsewhere, 'flink-distribution')
  const connectors = join(elsewhere, 'connectors')
  for (const jar of [join(flinkFolder, 'lib', 'flink-dist.jar'), join(connectors, 'flink-s3-fs-hadoop.jar')]) {
    mkdirSync(dirname(jar), { recursive: true })
    writeFileSync(jar, '')
  }
  const home = join(elsewhere, 'home')
  const context: StackContext = {
    home,
    ports: resolvePorts({}),
    secrets: Object.fromEntries(Object.keys(secrets.shape).map((name) => [name, secretMark(name)])) as Secrets,
    artifacts: {
      kafka: '/opt/kafka/libs',
      zookeeper: '/conf:/apache-zookeeper-3.9.3-bin/lib',
      minio: '/usr/local/bin',
      flink: flinkFolder,
      flinkConnectors: connectors,
      trinoCli: '/usr/bin',
      trinoServer: '/usr/lib/trino/lib',
      trinoIceberg: '/usr/lib/trino/plugin/iceberg',
      trinoLauncher: '/usr/lib/trino/lib',
      trinoPlugin: '/usr/lib/trino/plugin',
    },
    java17: '/opt/java/openjdk',
    java25: '/opt/java/openjdk',
    checkpointInterval: '2 s',
    upkeep: 'on',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Compose's own syntax
    alertWebhook: '${LAKEHOUSE_ALERT_WEBHOOK_URL:-}',
  }
  const flink = prepareFlink(context)
  // In the container Flink's own calculator adds what it derives from the same config.yaml.
  const derived = { jvmOptions: [], mainArgs: [] }
  const specs = [
    postgres(context),
    minio(context),
    zookeeper(context),
    kafka(context),
    flinkJobManager(context, flink, derived),
    flinkTaskManager(context, flink, derived),
    sqlGateway(context, flink),
    trino(context),
    controlPlane(context),
    dashboard(context, 'dist'),
    producer(context, DEFAULT_RATE),
  ]
  const places = [
    [join(home, 'flink', 'plugins'), '/opt/flink/plugins'],
    [flinkFolder, '/opt/flink'],
    [home, '/lakehouse'],
    [projectRoot, '/app'],
  ] as const
  const inContainer = (text: string) => places.reduce((moved, [from, to]) => moved.replaceAll(from, to), text)
  return specs.map((spec) => ({
    ...spec,
    args: spec.args.map(inContainer),
    env: Object.fromEntries(Object.entries(spec.env).map(([name, value]) => [name, inContainer(value)])),
    cwd: inContainer(spec.cwd),
  }))
}
