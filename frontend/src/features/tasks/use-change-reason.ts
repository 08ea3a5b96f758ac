import type { TaskList } from '@lakehouse/contracts/api/tasks.ts'
import { useReadOnlyReason } from '../../lib/access-token.ts'

/** Why tasks cannot be run or changed from here, or null when they can. */
export function useChangeReason(data: TaskList | undefined): string | null {
  const readOnly = useReadOnlyReason()
  if (readOnly !== null) return readOnly
  if (data === undefined || data.scheduler.state === 'running') return null
  return `Another control plane (process ${data.scheduler.pid ?? 'unknown'}) runs the tasks of this stack: use its dashboard.`
}
