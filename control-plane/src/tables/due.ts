import type { DueAction, MaintenanceAction, MaintenanceRun } from '@lakehouse/contracts/api/tables.ts'
import { duration, type TablePolicy } from './policy.ts'
import type { TableState } from './state.ts'

/** After failures the same action waits this long times their number, seconds. */
const FAILURE_REST_S = 60
const MOST_FAILURE_REST_S = 900

export interface DueInput {
  readonly state: TableState
  readonly policy: TablePolicy
  /** Newest known number of manifests; null when they have not been read yet. */
  readonly manifests: number | null
  /** The newest runs of this table, newest first. */
  readonly runs: readonly MaintenanceRun[]
  /** Since when the table has been looked after, milliseconds since 1970. */
  readonly knownSince: number
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What the policy asks for, in the order to be done. Thresholds first; only orphans go by the clock. */
export function dueActions(input: DueInput): DueAction[] {
  const due: DueAction[] = []
  const add = (action: MaintenanceAction, passed: Passed | null) => {
    if (passed !== null) due.push({ action, ...passed, waits: rest(input, action) })
  }
  add('optimize', optimizeDue(input))
  add('optimize_manifests', manifestsDue(input))
  add('expire_snapshots', expiryDue(input))
  add('remove_orphan_files', orphansDue(input))
  return due
}

/** A threshold that is passed, and how far. */
type Passed = Pick<DueAction, 'why' | 'urgency'>

/** The snapshots that are past retention and not the present, oldest first. */
export function expirable({ state, policy, now }: Pick<DueInput, 'state' | 'policy' | 'now'>) {
  const before = now - policy.expire_snapshots.retention_seconds * 1000
  return state.snapshots.slice(0, -1).filter(({ at }) => at < before)
}

function optimizeDue({ state, policy: { optimize } }: DueInput): Passed | null {
  const deletes = state.deleteFiles / optimize.delete_files
  const added = state.newFiles / optimize.new_files
  const urgency = Math.max(deletes, added)
  if (urgency < 1) return null
  if (deletes >= 1) return { urgency, why: `${state.deleteFiles} delete files, threshold ${optimize.delete_files}` }
  return { urgency, why: `${state.newFiles} new files, threshold ${optimize.new_files}` }
}

function manifestsDue({ manifests, policy: { optimize_manifests } }: DueInput): Passed | null {
  if (manifests === null || manifests < optimize_manifests.manifests) return null
  const why = `${manifests} manifests, threshold ${optimize_manifests.manifests}`
  return { urgency: manifests / optimize_manifests.manifests, why }
}

function expiryDue(input: DueInput): Passed | null {
  const { retention_seconds, snapshots_past_retention } = input.policy.expire_snapshots
  const count = expirable(input).length
  if (count < snapshots_past_retention) return null
  const why = `${count} snapshots older than ${duration(retention_seconds)}, threshold ${snapshots_past_retention}`
  return { urgency: count / snapshots_past_retention, why }
}

function orphansDue({ policy: { remove_orphan_files }, runs, knownSince, now }: DueInput): Passed | null {
  const last = runs.find(({ action }) => action === 'remove_orphan_files')
  const since = last === undefined ? knownSince : Date.parse(last.started_at)
  const seconds = (now - since) / 1000
  if (seconds < remove_orphan_files.every_seconds) return null
  const why = `not looked for in ${duration(seconds)}, clock every ${duration(remove_orphan_files.every_seconds)}`
  return { urgency: seconds / remove_orphan_files.every_seconds, why }
}

/** Why an action waits although it is due: it has just cost its share of the machine, or it keeps failing. */
function rest({ policy, runs, now }: DueInput, action: MaintenanceAction): string | null {
  const own = runs.filter((run) => run.action === action && run.ended_at !== null)
  const [last] = own
  if (last === undefined || last.ended_at === null) return null
  const failures = own.findIndex(({ outcome }) => outcome !== 'failed')
  const failed = failures < 0 ? own.length : failures
  const sinceS = (now - Date.parse(last.ended_at)) / 1000
  if (failed > 0) {
    const leftS = Math.min(failed * FAILURE_REST_S, MOST_FAILURE_REST_S) - sinceS
    return leftS <= 0 ? null : `failed ${failed} times in a row, next try in ${Math.ceil(leftS)} s`
  }
  const cpuS = last.cpu_s ?? 0
  const leftS = policy.rest_factor * cpuS - sinceS
  return leftS <= 0 ? null : `rests ${Math.ceil(leftS)} s more, for the last one took ${cpuS.toFixed(1)} s of CPU`
}
