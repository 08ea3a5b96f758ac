import { dashboardSet } from '../artifacts/build-dashboard.ts'
import { type CacheContext, ensureArtifacts } from '../artifacts/cache.ts'
import { engines } from '../services/catalogue.ts'
import { controlPlane } from '../services/control-plane.ts'
import { dashboard } from '../services/dashboard.ts'
import { producer } from '../services/producer.ts'
import type { StackContext } from '../services/stack-context.ts'
import { submitJobs } from '../setup/jobs.ts'
import type { ServiceSpec } from '../supervisor/service-spec.ts'
import { type SupervisionContext, supervise } from '../supervisor/supervised-service.ts'
import { formatDuration } from '../system/progress.ts'
import type { StackPart } from './stack-part.ts'

/** Events per second of the simulated fleet, or undefined for none. */
export type ProducerRate = number | undefined

/** Every part of the stack, engines and what runs on them. */
export async function stackParts(
  context: StackContext,
  cache: CacheContext,
  rate: ProducerRate,
): Promise<readonly StackPart[]> {
  const supervision: SupervisionContext = {
    home: context.home,
    ports: ({ ports }) => ports.map((endpoint) => context.ports[endpoint]),
    progress: cache.progress,
  }
  const service = (spec: ServiceSpec, essential: boolean): StackPart => {
    const { start, stop } = supervise(spec, supervision)
    return { name: spec.name, dependsOn: spec.dependsOn, essential, start, stop }
  }
  return [
    ...(await engines(context, cache.signal)).map((spec) => service(spec, true)),
    jobsPart(context, cache),
    service(controlPlane(context), false),
    dashboardPart(context, cache, (spec) => service(spec, false)),
    ...(rate === undefined ? [] : [service(producer(context, rate), false)]),
  ]
}

/** Submits the jobs once everything they use is there. They survive a restart of the stack in Flink's own keeping. */
function jobsPart(context: StackContext, { progress, signal }: CacheContext): StackPart {
  return {
    name: 'jobs',
    dependsOn: ['kafka', 'flink-jobmanager', 'flink-taskmanager', 'sql-gateway', 'trino'],
    essential: false,
    start: async () => {
      const began = Date.now()
      await submitJobs(context, signal, (line) => progress.step('jobs', line))
      progress.step('jobs', `running after ${formatDuration(Date.now() - began)}`)
    },
    stop: async () => undefined,
  }
}

/** Builds the pages where needed, then serves them; building goes on beside the start of the engines. */
function dashboardPart(
  context: StackContext,
  cache: CacheContext,
  service: (spec: ServiceSpec) => StackPart,
): StackPart {
  let server: StackPart | undefined
  return {
    name: 'dashboard',
    dependsOn: ['control-plane'],
    essential: false,
    start: async () => {
      server = service(dashboard(context, await ensureArtifacts(dashboardSet(), cache)))
      await server.start()
    },
    stop: async (killNow) => server?.stop(killNow),
  }
}
