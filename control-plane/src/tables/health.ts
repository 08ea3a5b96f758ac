import type { TableSummary } from '@lakehouse/contracts/api/tables.ts'
import { type DueInput, expirable } from './due.ts'

type HealthPart = TableSummary['health']['parts'][number]

/** From this many times its threshold on, a part has no points left. */
const WORST = 4

/**
 * A table's health from 0 to 100, in parts. Below the policy's thresholds a part has all its points, for there upkeep
 * has nothing to do; what is over them costs points in proportion.
 */
export function healthOf(input: Omit<DueInput, 'runs' | 'knownSince'>): TableSummary['health'] {
  const { state, policy, manifests } = input
  const past = expirable(input).length
  const parts: HealthPart[] = [
    part('deletes', 40, state.deleteFiles, policy.optimize.delete_files, 'delete files'),
    // An upsert writes files and deletes together, and they are rewritten together.
    part(
      'small files',
      30,
      state.newFiles,
      Math.max(policy.optimize.new_files, state.deleteFiles > 0 ? policy.optimize.delete_files : 0),
      'files since the last rewrite',
    ),
    manifests === null
      ? { name: 'manifests', points: 10, of: 10, why: 'manifests not read yet' }
      : part('manifests', 10, manifests, policy.optimize_manifests.manifests, 'manifests'),
    part('snapshots', 20, past, policy.expire_snapshots.snapshots_past_retention, 'snapshots past retention'),
  ]
  return { score: Math.round(parts.reduce((sum, { points }) => sum + points, 0)), parts }
}

function part(name: HealthPart['name'], of: number, count: number, threshold: number, what: string): HealthPart {
  const over = Math.min(1, Math.max(0, (count / threshold - 1) / (WORST - 1)))
  return { name, points: Math.round(of * (1 - over) * 10) / 10, of, why: `${count} ${what}, threshold ${threshold}` }
}
