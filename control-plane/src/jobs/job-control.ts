import type { FlinkRest } from '../clients/flink-rest.ts'
import type { ObjectStore } from '../clients/object-store.ts'
import type { SqlGateway } from '../clients/sql-gateway.ts'
import type { TrinoClient } from '../clients/trino.ts'
import type { Journal } from '../journal/journal.ts'
import type { Limited } from '../lib/limited.ts'
import type { JobRecords } from './records.ts'
import type { TemplateVariables } from './template.ts'

/** Everything that work on jobs needs of the outside. */
export interface JobControl {
  readonly root: string
  readonly home: string
  readonly variables: TemplateVariables
  readonly gateway: SqlGateway
  readonly flink: FlinkRest
  /** As a user that may alter tables. */
  readonly trino: Pick<TrinoClient, 'query'>
  readonly store: Pick<ObjectStore, 'list'>
  /** Planning takes all the CPU there is: two submits at once only delay each other, and new tables are set up once. */
  readonly submits: Limited
  readonly records: JobRecords
  readonly journal: Journal
  /** Tells a person what is being done or waited for. */
  readonly progress: (line: string) => void
}
