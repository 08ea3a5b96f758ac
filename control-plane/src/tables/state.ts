import { ancestors, countIn, type Snapshot, type TableMetadata } from './metadata.ts'

/** What decides whether a table needs upkeep, as counted in its metadata file. */
export interface TableState {
  readonly dataRows: number
  readonly bytes: number
  readonly dataFiles: number
  readonly deleteFiles: number
  readonly equalityDeletes: number
  readonly positionDeletes: number
  /** Data files written since files were last rewritten. */
  readonly newFiles: number
  readonly snapshots: readonly Snapshot[]
  readonly metadataBytes: number
}

export function stateOf(metadata: TableMetadata): TableState {
  const { current } = metadata
  const dataFiles = countIn(current, 'total-data-files')
  return {
    dataRows: countIn(current, 'total-records'),
    bytes: countIn(current, 'total-files-size'),
    dataFiles,
    deleteFiles: countIn(current, 'total-delete-files'),
    equalityDeletes: countIn(current, 'total-equality-deletes'),
    positionDeletes: countIn(current, 'total-position-deletes'),
    newFiles: Math.min(dataFiles, newFiles(metadata)),
    snapshots: metadata.snapshots,
    metadataBytes: metadata.bytes,
  }
}

function newFiles(metadata: TableMetadata): number {
  let added = 0
  for (const snapshot of ancestors(metadata)) {
    if (rewroteFiles(snapshot)) break
    added += countIn(snapshot, 'added-data-files')
  }
  return added
}

/** Whether a commit put other files in the place of files without changing rows, as compaction does. */
function rewroteFiles(snapshot: Snapshot): boolean {
  return snapshot.operation === 'replace' && countIn(snapshot, 'deleted-data-files') > 0
}
