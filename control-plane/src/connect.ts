import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome, projectRoot } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import { FlinkRest } from './clients/flink-rest.ts'
import { ObjectStore } from './clients/object-store.ts'
import { SqlGateway } from './clients/sql-gateway.ts'
import { TrinoClient } from './clients/trino.ts'
import type { JobControl } from './jobs/job-control.ts'
import { JobRecords } from './jobs/records.ts'
import { templateVariables } from './jobs/variables.ts'
import { Journal } from './journal/journal.ts'
import { Limited } from './lib/limited.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Clients for the stack that this environment points at. Connects to nothing yet.
 * @throws {Error} when a port variable is wrong or the stack has never been started.
 */
export function connectJobs(env: Env, progress: (line: string) => void): JobControl {
  const ports = resolvePorts(env)
  const home = lakehouseHome(env)
  const secrets = readSecrets(home)
  return {
    root: projectRoot,
    home,
    variables: templateVariables(ports, secrets),
    gateway: new SqlGateway(httpUrl(ports, 'sqlGateway')),
    flink: new FlinkRest(httpUrl(ports, 'flinkRest')),
    trino: new TrinoClient(httpUrl(ports, 'trino'), 'operator'),
    store: new ObjectStore(httpUrl(ports, 'minio'), secrets),
    submits: new Limited(1),
    records: new JobRecords(home),
    journal: new Journal(home),
    progress,
  }
}
