import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { httpUrl, LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import { Command } from 'commander'
import { renderFlinkConfig } from '../services/flink-cluster.ts'
import { renderKafkaConfig } from '../services/kafka.ts'
import { readSettings } from '../services/settings.ts'
import { renderZookeeperConfig } from '../services/zookeeper.ts'
import { createBuckets } from '../setup/buckets.ts'
import { createDatabases } from '../setup/databases.ts'
import { ensureSecrets } from '../setup/secrets.ts'
import { createTopics } from '../setup/topics.ts'
import { runCommand } from './run-command.ts'

// The one-shot services of docker-compose.yml: what the launcher does around the engines' start, when there is none.

const program = new Command('container')
  .description('What docker-compose.yml runs once around the engines.')
  .exitOverride()
program
  .command('prepare')
  .description('generate secrets at the first start, and render the engines’ configuration')
  .action(prepare)
program
  .command('initialise')
  .description('make databases, buckets and topics in engines that are ready; what exists stays')
  .action(initialise)

function prepare(): void {
  const home = lakehouseHome(process.env)
  const ports = resolvePorts(process.env)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const secrets = ensureSecrets(home)
  // The images' own convention is a file for each secret: MINIO_ROOT_USER_FILE, POSTGRES_PASSWORD_FILE.
  const folder = join(home, 'secrets')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [name, value] of Object.entries(secrets)) writeFileSync(join(folder, name), value, { mode: 0o600 })
  renderKafkaConfig({ home, ports })
  renderZookeeperConfig({ home, ports })
  renderFlinkConfig({ home, ports, secrets, ...readSettings(process.env) })
}

async function initialise(): Promise<void> {
  const ports = resolvePorts(process.env)
  const secrets = readSecrets(lakehouseHome(process.env))
  await createDatabases(ports.postgres, secrets)
  await createBuckets(httpUrl(ports, 'minio'), secrets)
  await createTopics(`${LOOPBACK}:${ports.kafka}`)
}

await runCommand(async () => {
  await program.parseAsync()
  return 0
})
process.exit()
