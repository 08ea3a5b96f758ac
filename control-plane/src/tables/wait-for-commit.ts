import { setTimeout as sleep } from 'node:timers/promises'
import type { CatalogTable } from '../clients/catalog-database.ts'
import { committerOf } from './metadata.ts'
import type { LoadedTable, TableCatalog } from './table-catalog.ts'
import { calledAs } from './table-name.ts'

/** Longer than two checkpoints; a job that commits nothing for so long is not in the way. */
const PATIENCE_MS = 6_000
const LOOK_EVERY_MS = 150
/** A table whose newest commit is older than this has no busy writer. */
const QUIET_MS = 30_000

/** The table as it is right after its writer's next commit, or as it is now when no writer is busy. */
export async function waitForCommit(catalog: TableCatalog, table: CatalogTable): Promise<LoadedTable> {
  const called = calledAs(table)
  let loaded = await catalog.load(called)
  const { current } = loaded.metadata
  if (current === null || committerOf(current) !== 'flink' || Date.now() - current.at > QUIET_MS) return loaded
  const deadline = Date.now() + PATIENCE_MS
  const from = loaded.table.metadataLocation
  while (loaded.table.metadataLocation === from && Date.now() < deadline) {
    await sleep(LOOK_EVERY_MS)
    const found = await catalog.find(called)
    if (found.metadataLocation !== from) loaded = await catalog.open(found)
  }
  return loaded
}
