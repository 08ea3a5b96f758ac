import type { ObjectStore } from '../clients/object-store.ts'
import type { TrinoClient } from '../clients/trino.ts'
import type { Journal } from '../journal/journal.ts'
import type { DirectCommit } from './carry-stamps.ts'
import type { UpkeepPolicy } from './policy.ts'
import type { NeededJobs } from './stamps.ts'
import type { TableStore } from './store.ts'
import type { TableCatalog } from './table-catalog.ts'

/** Everything that work on tables needs of the outside. */
export interface TablesContext {
  readonly root: string
  readonly home: string
  readonly catalog: TableCatalog
  /** As a user that may alter and maintain tables. */
  readonly trino: Pick<TrinoClient, 'query'>
  readonly objects: Pick<ObjectStore, 'list'>
  /** For commits that no engine makes for us. */
  readonly direct: DirectCommit
  readonly store: TableStore
  readonly journal: Journal
  readonly policy: UpkeepPolicy
  /** Flink jobs whose commits a restart may look for. @throws {Failure} when Flink cannot be asked. */
  readonly neededJobs: () => Promise<NeededJobs>
  /** Tells a person or a log what is being done or waited for. */
  readonly progress: (line: string) => void
}
