import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { httpUrl, LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome, projectRoot } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import { pino } from 'pino'
import { Analytics } from './analytics/analytics.ts'
import { MartRowsOfViews } from './analytics/mart-rows.ts'
import { CatalogDatabase } from './clients/catalog-database.ts'
import { FlinkRest } from './clients/flink-rest.ts'
import { KafkaReader } from './clients/kafka.ts'
import { KafkaWriter } from './clients/kafka-writer.ts'
import { ObjectStore } from './clients/object-store.ts'
import { SqlGateway } from './clients/sql-gateway.ts'
import { TrinoClient } from './clients/trino.ts'
import { connectJobs } from './connect.ts'
import { connectPipeline } from './connect-pipeline.ts'
import { connectTables } from './connect-tables.ts'
import { StackHealth } from './health/health.ts'
import { probes } from './health/probes.ts'
import { createApp } from './http/app.ts'
import { endpointInfos } from './http/endpoint-list.ts'
import { knownHosts } from './http/guard.ts'
import { DBT_DOCS_PATH } from './http/routes/dbt-docs.ts'
import { JobGuardian } from './jobs/guardian.ts'
import { jobFile, jobNames, loadJob } from './jobs/load.ts'
import { jobSummaries } from './jobs/summaries.ts'
import { templateVariables } from './jobs/variables.ts'
import { BriefCache } from './lib/brief-cache.ts'
import { Heartbeats } from './pipeline/heartbeats.ts'
import { NamedQueries } from './queries/named-queries.ts'
import { NewestRowsOfTables } from './queries/newest-rows.ts'
import { TableVersions } from './queries/table-versions.ts'
import { ZoneSurgeAtMoments } from './queries/zone-surge-at.ts'
import { RideQueries } from './rides/ride-queries.ts'
import { RideRecords } from './rides/ride-records.ts'
import { RideSearches } from './rides/ride-search.ts'
import { RideTraces } from './rides/ride-trace.ts'
import { SqlConsole } from './sql-console/console.ts'
import { SqlHistory } from './sql-console/history.ts'
import { DriverPositionsReader } from './streams/driver-positions.ts'
import { TopicTails } from './streams/topic-tails.ts'
import { calledAs } from './tables/table-name.ts'
import { Upkeep } from './tables/upkeep.ts'
import { tableUpkeep } from './tasks/table-upkeep.ts'
import { Tasks } from './tasks/tasks.ts'

/** Open requests get this long to finish once the process is asked to stop. */
const STOP_DEADLINE_MS = 5_000

const log = pino({ name: 'control-plane', redact: ['*.headers.authorization', '*.password', '*.token'] })
const ports = resolvePorts(process.env)
const home = lakehouseHome(process.env)
const secrets = readSecrets(home)

const flink = new FlinkRest(httpUrl(ports, 'flinkRest'))
const trino = new TrinoClient(httpUrl(ports, 'trino'), 'dashboard')
const minioUrl = httpUrl(ports, 'minio')
const store = new ObjectStore(minioUrl, secrets)
const catalog = new CatalogDatabase(projectRoot, ports.postgres, secrets.lakehousePassword)
const broker = `${LOOPBACK}:${ports.kafka}`
const kafka = new KafkaReader(broker)
const writer = new KafkaWriter(broker)
const heartbeats = new Heartbeats({ reader: kafka, writer, warn: (line) => log.warn(line) })

const versions = new TableVersions(catalog, store)
const queries = new NamedQueries(projectRoot, trino, versions)
const summaries = new BriefCache(1_000, () => jobSummaries(projectRoot, flink))
const jobs = () => summaries.get()
const gateway = new SqlGateway(httpUrl(ports, 'sqlGateway'))
// A client of its own: whether Trino answers must not depend on who else is waiting for it.
const probed = new TrinoClient(trino.url, 'dashboard')
const parts = { kafka, zookeeperPort: ports.zookeeper, minioUrl, store, catalog, flink, gateway, trino: probed, jobs }

const jobControl = connectJobs(process.env, (line) => log.info(line))
const { journal } = jobControl
const asked = { actor: userInfo().username, source: 'recovery', from: `control plane, pid ${process.pid}` } as const
const guardian = new JobGuardian(jobControl, asked)

const tables = connectTables(process.env, jobControl)
const health = new StackHealth(probes(parts))
const tails = new TopicTails(kafka)
const pipeline = connectPipeline(process.env, {
  control: jobControl,
  catalog: tables.context.catalog,
  kafka,
  heartbeats,
  health,
  freshness: () => queries.run('table_freshness'),
  tail: (topic, limit) => tails.newest(topic, limit),
  warn: (line) => log.warn(line),
})
const upkeep = new Upkeep(tables.context, tables.maintenance)

const templates = templateVariables(ports, secrets)
const specs = () => jobNames(projectRoot).map((name) => loadJob(projectRoot, jobFile(projectRoot, name), templates))
const marts = new MartRowsOfViews(projectRoot, home, trino)
const drivers = new DriverPositionsReader(kafka)
const surgeAt = new ZoneSurgeAtMoments(projectRoot, trino, versions)
const searches = new RideSearches(projectRoot, trino, versions)
const traces = new RideTraces(new RideQueries(projectRoot, trino), new RideRecords(kafka))

const tasks = new Tasks({
  root: projectRoot,
  home,
  env: process.env,
  trino: new TrinoClient(trino.url, 'operator'),
  observable: { versionOf: (names) => versions.of(names), newestCommit: (names) => versions.newestCommit(names) },
  maintenance: tableUpkeep(tables.maintenance, async () => (await tables.context.catalog.tables()).map(calledAs)),
  warn: (message) => log.warn(message),
})

const sqlConsole = new SqlConsole(projectRoot, new TrinoClient(trino.url, 'console'), new SqlHistory(home))

const app = createApp(
  {
    version: JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')).version,
    health,
    queries,
    newestRows: new NewestRowsOfTables(projectRoot, trino, versions),
    tails,
    pipeline: pipeline.map,
    ledgers: pipeline.ledgers,
    alerts: pipeline.watchdog,
    jobs,
    jobControl,
    journal,
    endpoints: endpointInfos(ports),
    analytics: new Analytics(home, `${httpUrl(ports, 'controlPlane')}${DBT_DOCS_PATH}`, marts, specs),
    map: { drivers: drivers.of.bind(drivers), surgeAt: surgeAt.at.bind(surgeAt) },
    tables: tables.tables,
    tasks,
    sql: sqlConsole,
    rides: { find: searches.find.bind(searches), follow: traces.follow.bind(traces) },
  },
  knownHosts([ports.controlPlane, ports.dashboard]),
  secrets.controlPlaneToken,
  log,
)

const server = serve({ fetch: app.fetch, hostname: LOOPBACK, port: ports.controlPlane }, ({ address, port }) =>
  log.info(`listening on http://${address}:${port}`),
)
tasks.start()
tables.maintenance.tidy()
upkeep.start()
void heartbeats.keep()
void guardian.watch()
void pipeline.watchdog.watch()
server.on('error', (error) => {
  log.fatal({ err: error }, `cannot listen on ${LOOPBACK}:${ports.controlPlane}`)
  process.exit(1)
})

async function stop(signal: NodeJS.Signals): Promise<void> {
  log.info(`stopping on ${signal}`)
  upkeep.stop()
  sqlConsole.close()
  heartbeats.stop()
  guardian.stop()
  pipeline.watchdog.stop()
  setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref()
  await Promise.all([new Promise((resolve) => server.close(resolve)), tasks.stop()])
  await Promise.all([kafka.close(), writer.close(), catalog.close(), tables.close()])
  store.close()
  journal.close()
  pipeline.close()
  jobControl.records.close()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
