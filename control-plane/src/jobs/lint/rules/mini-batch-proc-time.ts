import type { Found } from '../rule.ts'
import type { Script } from '../script.ts'

export const miniBatchProcTimeRule = 'mini-batch-proc-time'
const ASSIGNER = /MiniBatchAssigner\(interval=\[(\d+)ms\], mode=\[ProcTime\]\)/g

/**
 * Of the branches that share a source the planner lets one choose what mini-batches follow. When that one needs no event
 * time, the source's watermarks are replaced by ones from the machine's clock, which run ahead of the data: windows
 * close before their rows come.
 */
export function* miniBatchProcTime(script: Script, plan: string): Iterable<Found> {
  const assigners = plan.match(ASSIGNER)
  const inEventTime = script.tables.some(({ watermark }) => watermark !== undefined)
  const setting = script.settings.find(({ key }) => key === 'table.exec.mini-batch.enabled')?.at
  const at = setting ?? script.start
  if (assigners === null || !inEventTime || at === undefined) return
  yield {
    at,
    message: `the planner puts ${assigners[0]} behind a source of this job: mini-batches then follow the machine's clock and its watermarks run ahead of the events, so windows lose rows`,
    instead:
      'of the INSERTs that share the source, put one that works in event time (a window, an interval join) last; or leave mini-batch out',
  }
}
