import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome, projectRoot } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import { CatalogDatabase } from './clients/catalog-database.ts'
import { FlinkRest } from './clients/flink-rest.ts'
import { ObjectStore } from './clients/object-store.ts'
import { TrinoClient } from './clients/trino.ts'
import { JobRecords } from './jobs/records.ts'
import { templateVariables } from './jobs/variables.ts'
import { Journal } from './journal/journal.ts'
import type { TablesContext } from './tables/context.ts'
import { TableMaintenance } from './tables/maintain.ts'
import { neededJobs } from './tables/needed-jobs.ts'
import { readPolicy } from './tables/policy.ts'
import { TableStore } from './tables/store.ts'
import { TableCatalog } from './tables/table-catalog.ts'
import { Tables } from './tables/tables.ts'
import { writingJobs } from './tables/writing-jobs.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Work on tables, with what it stands on. */
export interface ConnectedTables {
  readonly context: TablesContext
  readonly maintenance: TableMaintenance
  readonly tables: Tables
  close(): Promise<void>
}

/**
 * Clients for the tables of the stack that this environment points at. Connects to nothing yet.
 * @throws {Error} when a port variable is wrong or the stack has never been started. @throws {UserError} for a policy
 * that is none.
 */
export function connectTables(env: Env, progress: (line: string) => void): ConnectedTables {
  const ports = resolvePorts(env)
  const home = lakehouseHome(env)
  const secrets = readSecrets(home)
  const database = new CatalogDatabase(projectRoot, ports.postgres, secrets.lakehousePassword)
  const objects = new ObjectStore(httpUrl(ports, 'minio'), secrets)
  const flink = new FlinkRest(httpUrl(ports, 'flinkRest'))
  const records = new JobRecords(home)
  const journal = new Journal(home)
  const store = new TableStore(home)
  const context: TablesContext = {
    root: projectRoot,
    home,
    catalog: new TableCatalog(database, objects),
    trino: new TrinoClient(httpUrl(ports, 'trino'), 'operator'),
    objects,
    direct: { catalog: database, objects },
    store,
    journal,
    policy: readPolicy(projectRoot),
    neededJobs: () => neededJobs(projectRoot, flink, records),
    progress,
  }
  const maintenance = new TableMaintenance(context)
  const variables = templateVariables(ports, secrets)
  const jobsOf = (schema: string, name: string) =>
    writingJobs(projectRoot, variables, { schema, name }).map((job) => job.name)
  return {
    context,
    maintenance,
    tables: new Tables(context, maintenance, jobsOf),
    close: async () => {
      await database.close()
      objects.close()
      records.close()
      journal.close()
      store.close()
    },
  }
}
