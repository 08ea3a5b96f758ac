import type { TableSnapshot, TableSnapshots } from '@lakehouse/contracts/api/tables.ts'
import { NotFound } from '../errors.ts'
import { ancestors, committerOf, countIn, type Snapshot, type TableMetadata } from './metadata.ts'
import type { ObservedTable } from './observe.ts'
import { earliestOf } from './summaries.ts'

/** The table's versions, newest first. */
export function timelineOf({ called, loaded: { metadata }, stamps }: ObservedTable, limit: number): TableSnapshots {
  const held = new Map((stamps ?? []).map(({ snapshot, why }) => [snapshot.id, `newest commit of ${why}`]))
  const line = new Set(ancestors(metadata).map(({ id }) => id))
  const newest = metadata.snapshots.toReversed().slice(0, limit)
  return {
    table: called,
    snapshots: newest.map((snapshot) => described(snapshot, line.has(snapshot.id), held.get(snapshot.id) ?? null)),
    total: metadata.snapshots.length,
    earliest_at: earliestOf(metadata),
    server_now: new Date().toISOString(),
  }
}

function described(snapshot: Snapshot, ancestor: boolean, held: string | null): TableSnapshot {
  const { summary } = snapshot
  const checkpoint = summary['flink.max-committed-checkpoint-id']
  return {
    snapshot_id: snapshot.id,
    parent_id: snapshot.parentId,
    at: new Date(snapshot.at).toISOString(),
    by: committerOf(snapshot),
    operation: snapshot.operation,
    ancestor,
    checkpoint_id: checkpoint === undefined ? null : Number(checkpoint),
    job_id: summary['flink.job-id'] ?? null,
    added_rows: countIn(snapshot, 'added-records'),
    removed_rows: countIn(snapshot, 'deleted-records'),
    added_files: countIn(snapshot, 'added-data-files') + countIn(snapshot, 'added-delete-files'),
    removed_files: countIn(snapshot, 'deleted-data-files') + countIn(snapshot, 'removed-delete-files'),
    data_files: countIn(snapshot, 'total-data-files'),
    delete_files: countIn(snapshot, 'total-delete-files'),
    data_rows: countIn(snapshot, 'total-records'),
    bytes: countIn(snapshot, 'total-files-size'),
    held,
  }
}

/** The snapshot of this id. @throws {NotFound} naming how far back there are any. */
export function snapshotOf(called: string, metadata: TableMetadata, id: string): Snapshot {
  const found = metadata.snapshots.find((snapshot) => snapshot.id === id)
  if (found !== undefined) return found
  throw new NotFound(
    `${called} has no snapshot ${id}`,
    `Its ${metadata.snapshots.length} snapshots reach back to ${earliestOf(metadata) ?? 'nothing'}; older ones were expired.`,
  )
}

/**
 * The version that was the table's present at a moment, and the one that took its place.
 * @throws {NotFound} when the moment is before all that is still known.
 */
export function snapshotAt(called: string, metadata: TableMetadata, moment: number) {
  const line = ancestors(metadata)
  const index = line.findIndex(({ at }) => at <= moment)
  const snapshot = line[index]
  if (snapshot !== undefined) return { snapshot, next: line[index - 1] ?? null }
  throw new NotFound(
    `nothing is known of ${called} at ${new Date(moment).toISOString()}`,
    `The earliest moment that can be asked for is ${earliestOf(metadata) ?? 'not there yet: the table is empty'}.`,
  )
}
