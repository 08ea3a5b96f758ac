import { httpUrl } from '@lakehouse/contracts/endpoints.ts'
import { httpReadiness } from '../supervisor/probe.ts'
import { restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import { type FlinkCluster, processMemory } from './flink-cluster.ts'
import type { StackContext } from './stack-context.ts'

/** Flink's JobManager: one session cluster that recovers its jobs from ZooKeeper and MinIO. */
export async function flinkJobManager({ ports, artifacts }: StackContext, cluster: FlinkCluster): Promise<ServiceSpec> {
  const memory = await processMemory(cluster, artifacts.flink, 'GET_JM_RESOURCE_PARAMS')
  const main = 'org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint'
  const jvm = [...memory.jvmOptions, '-XX:+UseSerialGC', '-XX:ReservedCodeCacheSize=64m', ...cluster.jvmOptions]
  return {
    name: 'flink-jobmanager',
    dependsOn: ['zookeeper', 'minio'],
    command: cluster.java,
    args: [...jvm, '-cp', cluster.classPath, main, '--configDir', cluster.configFolder, ...memory.mainArgs],
    env: cluster.env,
    cwd: cluster.folder,
    ports: ['flinkRest', 'flinkJobManagerRpc', 'flinkBlob'],
    readiness: httpReadiness(`${httpUrl(ports, 'flinkRest')}/overview`, 90_000),
    shutdown: { signal: 'SIGTERM', timeoutMs: 20_000 },
    restart: restartPolicy,
  }
}
