import type { TableSnapshot } from '@lakehouse/contracts/api/tables.ts'

/** How far back the other version is, in commits. */
export const distances: Readonly<Record<string, string>> = {
  '1': 'since the commit before',
  '10': 'since 10 commits before',
  '100': 'since 100 commits before',
}

/**
 * The pair of versions to compare: the chosen one and the one `distance` commits before it, or the earliest there is.
 * Null when the chosen one is not listed or is the earliest. `snapshots` come newest first.
 */
export function comparedWith(
  snapshots: readonly TableSnapshot[],
  chosen: string,
  distance: number,
): { readonly from: string; readonly to: string } | null {
  const line = snapshots.filter(({ ancestor }) => ancestor)
  const index = line.findIndex(({ snapshot_id: id }) => id === chosen)
  const from = line[Math.min(line.length - 1, index + distance)]
  return index < 0 || from === undefined || from.snapshot_id === chosen ? null : { from: from.snapshot_id, to: chosen }
}
