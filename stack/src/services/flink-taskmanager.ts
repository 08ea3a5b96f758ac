import { httpUrl } from '@lakehouse/contracts/endpoints.ts'
import { z } from 'zod'
import { attempt, httpReadiness } from '../supervisor/probe.ts'
import { restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import type { FlinkCluster, ProcessMemory } from './flink-cluster.ts'
import type { StackContext } from './stack-context.ts'

const UNKNOWN = 'the JobManager knows no TaskManager'
const overview = z.object({ taskmanagers: z.int() })

/** Flink's TaskManager: runs the jobs' operators and holds their state. Finds its JobManager through ZooKeeper. */
export function flinkTaskManager({ ports }: StackContext, cluster: FlinkCluster, memory: ProcessMemory): ServiceSpec {
  const main = 'org.apache.flink.runtime.taskexecutor.TaskManagerRunner'
  const jvm = [
    ...memory.jvmOptions,
    '-XX:+UseG1GC',
    // A table's metadata grows to 2 MB. In regions of 1 MB that is humongous, and each commit would begin a full marking.
    '-XX:G1HeapRegionSize=8m',
    '-XX:ReservedCodeCacheSize=128m',
    ...cluster.jvmOptions,
  ]
  const registered = httpReadiness(`${httpUrl(ports, 'flinkRest')}/overview`, 240_000, (body) =>
    overview.parse(body).taskmanagers > 0 ? undefined : UNKNOWN,
  )
  return {
    name: 'flink-taskmanager',
    dependsOn: ['zookeeper', 'minio'],
    command: cluster.java,
    args: [...jvm, '-cp', cluster.classPath, main, '--configDir', cluster.configFolder, ...memory.mainArgs],
    env: cluster.env,
    cwd: cluster.folder,
    ports: ['flinkTaskManagerRpc', 'flinkTaskManagerData'],
    readiness: { ...registered, what: 'is registered with the JobManager' },
    // While nobody leads, nobody can tell.
    liveness: async (signal) => {
      if ((await attempt(registered.check, signal)) === UNKNOWN) throw new Error(UNKNOWN)
    },
    shutdown: { signal: 'SIGTERM', timeoutMs: 20_000 },
    restart: restartPolicy,
  }
}
