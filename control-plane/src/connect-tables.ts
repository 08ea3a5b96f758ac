import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import { CatalogDatabase } from './clients/catalog-database.ts'
import { ObjectStore } from './clients/object-store.ts'
import { TrinoClient } from './clients/trino.ts'
import type { JobControl } from './jobs/job-control.ts'
import type { TablesContext } from './tables/context.ts'
import { TableMaintenance } from './tables/maintain.ts'
import { neededJobs } from './tables/needed-jobs.ts'
import { readPolicy } from './tables/policy.ts'
import { TableStore } from './tables/store.ts'
import { TableCatalog } from './tables/table-catalog.ts'
import { Tables } from './tables/tables.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Work on tables, with what it stands on. */
export interface ConnectedTables {
  readonly context: TablesContext
  readonly maintenance: TableMaintenance
  readonly tables: Tables
  close(): Promise<void>
}

/**
 * Clients for the tables of the stack whose jobs `control` steers. Connects to nothing yet.
 * @throws {Error} when a port variable is wrong or the stack has never been started. @throws {UserError} for a policy
 * that is none.
 */
export function connectTables(env: Env, control: JobControl): ConnectedTables {
  const { root, home, flink, records, journal, progress } = control
  const ports = resolvePorts(env)
  const secrets = readSecrets(home)
  const database = new CatalogDatabase(root, ports.postgres, secrets.lakehousePassword)
  const objects = new ObjectStore(httpUrl(ports, 'minio'), secrets)
  const store = new TableStore(home)
  const context: TablesContext = {
    root,
    home,
    catalog: new TableCatalog(database, objects),
    // A client of its own: a rewrite must not take the place of what jobs ask of Trino.
    trino: new TrinoClient(httpUrl(ports, 'trino'), 'operator'),
    objects,
    direct: { catalog: database, objects },
    store,
    journal,
    policy: readPolicy(root, env),
    neededJobs: () => neededJobs(root, flink, records),
    progress,
  }
  const maintenance = new TableMaintenance(context)
  return {
    context,
    maintenance,
    tables: new Tables(context, maintenance, control),
    close: async () => {
      await database.close()
      objects.close()
      store.close()
    },
  }
}
