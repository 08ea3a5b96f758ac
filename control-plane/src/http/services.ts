import type { EndpointList, JobSummary } from '@lakehouse/contracts/api/system.ts'
import type { Watchdog } from '../alerts/watchdog.ts'
import type { Analytics } from '../analytics/analytics.ts'
import type { StackHealth } from '../health/health.ts'
import type { JobControl } from '../jobs/job-control.ts'
import type { Journal } from '../journal/journal.ts'
import type { CommitLedgers } from '../pipeline/commit-ledger/commit-ledgers.ts'
import type { PipelineMap } from '../pipeline/pipeline-map.ts'
import type { NamedQueries } from '../queries/named-queries.ts'
import type { NewestRowsOfTables } from '../queries/newest-rows.ts'
import type { ZoneSurgeAtMoments } from '../queries/zone-surge-at.ts'
import type { RideSearches } from '../rides/ride-search.ts'
import type { RideTraces } from '../rides/ride-trace.ts'
import type { SqlConsole } from '../sql-console/console.ts'
import type { DriverPositionsReader } from '../streams/driver-positions.ts'
import type { TopicTails } from '../streams/topic-tails.ts'
import type { Tables } from '../tables/tables.ts'
import type { Tasks } from '../tasks/tasks.ts'

/** What the routes answer from. */
export interface Services {
  readonly version: string
  readonly health: Pick<StackHealth, 'read'>
  readonly queries: Pick<NamedQueries, 'run'>
  readonly newestRows: Pick<NewestRowsOfTables, 'of'>
  readonly tails: Pick<TopicTails, 'newest'>
  readonly jobs: () => Promise<readonly JobSummary[]>
  readonly jobControl: JobControl
  readonly journal: Pick<Journal, 'list' | 'read'>
  readonly endpoints: EndpointList['endpoints']
  readonly analytics: Pick<Analytics, 'lastBuild' | 'rows' | 'lineage' | 'docsFile'>
  readonly map: { readonly drivers: DriverPositionsReader['of']; readonly surgeAt: ZoneSurgeAtMoments['at'] }
  readonly tables: Pick<
    Tables,
    | 'list'
    | 'detail'
    | 'files'
    | 'snapshots'
    | 'diff'
    | 'preview'
    | 'plan'
    | 'planRollback'
    | 'surgeThen'
    | 'beginMaintenance'
    | 'beginRollback'
    | 'beginRepartition'
  >
  readonly sql: Pick<SqlConsole, 'begin' | 'cancel' | 'read' | 'list' | 'tables'>
  readonly tasks: Pick<Tasks, 'list' | 'runs' | 'run' | 'log' | 'runNow' | 'cancel' | 'retry' | 'pause'>
  readonly pipeline: Pick<PipelineMap, 'read'>
  readonly ledgers: Pick<CommitLedgers, 'ledger'>
  readonly alerts: Pick<Watchdog, 'list' | 'acknowledge' | 'silence'>
  readonly rides: { readonly find: RideSearches['find']; readonly follow: RideTraces['follow'] }
}
