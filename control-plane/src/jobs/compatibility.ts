import type { Compatibility } from '@lakehouse/contracts/api/jobs.ts'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { explain } from '../errors.ts'
import type { PlanGraph } from './compatibility/plan-graph.ts'
import { judge, unknown } from './compatibility/verdict.ts'
import type { JobControl } from './job-control.ts'
import { type Explained, explainPlan } from './submit.ts'

/**
 * Whether `next` can go on from the state of `former`. `running` is the Flink id of the former job while it runs:
 * its tasks prove what is computed from its plan.
 */
export async function compatibilityOf(
  control: JobControl,
  former: JobSpec,
  next: JobSpec,
  explained: Explained,
  running: string | null,
): Promise<Compatibility> {
  if (explained.standIns.length > 0) {
    return unknown(
      `${explained.standIns.join(', ')} will be created by the start, so its writer is not in the plan yet`,
    )
  }
  let graph: PlanGraph
  try {
    graph = await formerGraph(control, former)
  } catch (error) {
    return unknown(`the former SQL can no longer be planned: ${explain(error)}`)
  }
  const vertices = running === null ? null : (await control.flink.vertices(running)).map(({ id }) => id)
  return judge({ graph, settings: former.settings }, { graph: explained.graph, settings: next.settings }, vertices)
}

/** Planned once and remembered: planning takes seconds, and later the tables may be others. */
async function formerGraph(control: JobControl, former: JobSpec): Promise<PlanGraph> {
  const known = control.records.versionOf(former.name, former.digest)?.graph
  if (known !== undefined && known !== null) return known
  const { graph } = await explainPlan(control, former)
  control.records.keepGraph(former, graph)
  return graph
}
