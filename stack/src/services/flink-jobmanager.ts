import { httpUrl } from '@lakehouse/contracts/endpoints.ts'
import { httpReadiness } from '../supervisor/probe.ts'
import { restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import type { FlinkCluster, ProcessMemory } from './flink-cluster.ts'
import type { StackContext } from './stack-context.ts'

/** Flink's JobManager: one session cluster that recovers its jobs from ZooKeeper and MinIO. */
export function flinkJobManager({ ports }: StackContext, cluster: FlinkCluster, memory: ProcessMemory): ServiceSpec {
  const main = 'org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint'
  const jvm = [
    ...memory.jvmOptions,
    '-XX:+UseSerialGC',
    '-XX:ReservedCodeCacheSize=64m',
    // It coordinates and computes little: what the second compiler does costs more than it ever gives back.
    '-XX:TieredStopAtLevel=1',
    ...cluster.jvmOptions,
  ]
  const readiness = httpReadiness(`${httpUrl(ports, 'flinkRest')}/overview`, 240_000)
  return {
    name: 'flink-jobmanager',
    dependsOn: ['zookeeper', 'minio'],
    command: cluster.java,
    args: [...jvm, '-cp', cluster.classPath, main, '--configDir', cluster.configFolder, ...memory.mainArgs],
    env: cluster.env,
    cwd: cluster.folder,
    ports: ['flinkRest', 'flinkJobManagerRpc', 'flinkBlob'],
    readiness,
    liveness: readiness.check,
    shutdown: { signal: 'SIGTERM', timeoutMs: 20_000 },
    restart: restartPolicy,
  }
}
