import type { EndpointList, JobSummary } from '@lakehouse/contracts/api/system.ts'
import type { StackHealth } from '../health/health.ts'
import type { Journal } from '../journal/journal.ts'
import type { NamedQueries } from '../queries/named-queries.ts'
import type { NewestRowsOfTables } from '../queries/newest-rows.ts'
import type { TopicTails } from '../streams/topic-tails.ts'

/** What the routes answer from. */
export interface Services {
  readonly version: string
  readonly health: Pick<StackHealth, 'read'>
  readonly queries: Pick<NamedQueries, 'run'>
  readonly newestRows: Pick<NewestRowsOfTables, 'of'>
  readonly tails: Pick<TopicTails, 'newest'>
  readonly jobs: () => Promise<readonly JobSummary[]>
  readonly journal: Pick<Journal, 'list' | 'read'>
  readonly endpoints: EndpointList['endpoints']
}
