import type { ServiceSpec } from '../supervisor/service-spec.ts'
import { prepareFlink, processMemory } from './flink-cluster.ts'
import { flinkJobManager } from './flink-jobmanager.ts'
import { flinkTaskManager } from './flink-taskmanager.ts'
import { kafka } from './kafka.ts'
import { minio } from './minio.ts'
import { postgres } from './postgres.ts'
import { sqlGateway } from './sql-gateway.ts'
import type { StackContext } from './stack-context.ts'
import { trino } from './trino.ts'
import { zookeeper } from './zookeeper.ts'

/** The engines: everything that Flink SQL, Trino and the control plane stand on. */
export async function engines(context: StackContext, signal: AbortSignal): Promise<readonly ServiceSpec[]> {
  const flink = prepareFlink(context)
  const [jobManagerMemory, taskManagerMemory] = await Promise.all([
    processMemory(flink, context.artifacts.flink, 'GET_JM_RESOURCE_PARAMS', signal),
    processMemory(flink, context.artifacts.flink, 'GET_TM_RESOURCE_PARAMS', signal),
  ])
  return [
    postgres(context),
    minio(context),
    zookeeper(context),
    kafka(context),
    flinkJobManager(context, flink, jobManagerMemory),
    flinkTaskManager(context, flink, taskManagerMemory),
    sqlGateway(context, flink),
    trino(context),
  ]
}
