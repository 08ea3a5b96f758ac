import { httpUrl } from '@lakehouse/contracts/endpoints.ts'
import { httpReadiness } from '../supervisor/probe.ts'
import { restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import type { FlinkCluster } from './flink-cluster.ts'
import type { StackContext } from './stack-context.ts'

/** Flink's SQL Gateway: takes SQL over HTTP and turns it into jobs. */
export function sqlGateway({ ports }: StackContext, cluster: FlinkCluster): ServiceSpec {
  const memory = [
    '-Xms64m',
    '-Xmx288m',
    '-XX:MaxMetaspaceSize=256m',
    '-XX:ReservedCodeCacheSize=64m',
    // Idle nearly always: this collector gives back what planning took.
    '-XX:+UseG1GC',
    '-XX:G1PeriodicGCInterval=30000',
    '-XX:MinHeapFreeRatio=10',
    '-XX:MaxHeapFreeRatio=30',
    // It plans a statement now and then: what the second compiler does costs more than it ever gives back.
    '-XX:TieredStopAtLevel=1',
  ]
  const main = 'org.apache.flink.table.gateway.SqlGateway'
  const readiness = httpReadiness(`${httpUrl(ports, 'sqlGateway')}/v1/info`, 240_000)
  return {
    name: 'sql-gateway',
    dependsOn: ['zookeeper', 'minio'],
    command: cluster.java,
    args: [...memory, ...cluster.jvmOptions, '-cp', cluster.classPath, main],
    env: cluster.env,
    cwd: cluster.folder,
    ports: ['sqlGateway'],
    readiness,
    liveness: readiness.check,
    shutdown: { signal: 'SIGTERM', timeoutMs: 10_000 },
    restart: restartPolicy,
  }
}
