import type { TableSummary } from '@lakehouse/contracts/api/tables.ts'
import type { TablesContext } from './context.ts'
import { writingOf } from './described.ts'
import { dueActions } from './due.ts'
import { healthOf } from './health.ts'
import { isTableLocked } from './lock.ts'
import { ancestors, committerOf, partitioningOf, type Snapshot } from './metadata.ts'
import type { ObservedTable } from './observe.ts'

/** A commit as the API tells of it. */
export function commitOf(snapshot: Snapshot) {
  return {
    snapshot_id: snapshot.id,
    at: new Date(snapshot.at).toISOString(),
    by: committerOf(snapshot),
    operation: snapshot.operation,
  }
}

/** The earliest moment of which the table's state is still known. */
export function earliestOf(metadata: ObservedTable['loaded']['metadata']): string | null {
  const oldest = ancestors(metadata).at(-1)
  return oldest === undefined ? null : new Date(oldest.at).toISOString()
}

/** A table in one row. */
export function summaryOf(context: Pick<TablesContext, 'home'>, observed: ObservedTable): TableSummary {
  const { called, loaded, state } = observed
  const { table, metadata } = loaded
  const newest = observed.runs[0]
  const working = newest !== undefined && newest.ended_at === null && isTableLocked(context.home, called)
  return {
    table: called,
    schema: table.schema,
    name: table.name,
    ...writingOf(table, metadata),
    partitioning: partitioningOf(metadata.spec),
    specs: metadata.specs.length,
    data_rows: state.dataRows,
    bytes: state.bytes,
    data_files: state.dataFiles,
    delete_files: state.deleteFiles,
    equality_deletes: state.equalityDeletes,
    position_deletes: state.positionDeletes,
    mean_file_bytes: state.dataFiles === 0 ? null : Math.round(state.bytes / state.dataFiles),
    snapshots: state.snapshots.length,
    metadata_bytes: state.metadataBytes,
    newest_commit: metadata.current === null ? null : commitOf(metadata.current),
    earliest_at: earliestOf(metadata),
    health: healthOf(observed),
    due: dueActions(observed),
    running: working ? newest.operation : null,
  }
}
