import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { httpUrl, LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { z } from 'zod'
import { httpReadiness } from '../supervisor/probe.ts'
import { restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import { awsOnMinio, quietMalloc } from './environment.ts'
import type { StackContext } from './stack-context.ts'

const VERSION = '483'
const info = z.object({ starting: z.boolean() })

/** Trino with the Iceberg connector. It reads `trino/etc` where it lies and takes secrets from its environment. */
export function trino({ home, ports, secrets, artifacts, java25 }: StackContext): ServiceSpec {
  const cwd = join(projectRoot, 'trino')
  const folder = join(home, 'trino')
  const plugins = join(folder, 'plugin')
  const node = [
    '-Dnode.environment=lakehouse',
    '-Dnode.id=lakehouse-1',
    `-Dnode.data-dir=${join(folder, 'data')}`,
    `-Dnode.bind-ip=${LOOPBACK}`,
    `-Dnode.internal-address=${LOOPBACK}`,
    '-Dconfig=etc/config.properties',
    '-Dcatalog.config-dir=etc/catalog',
    '-Dlog.levels-file=etc/log.properties',
    '-Dlog.enable-console=true',
  ]
  const classPath = [join(artifacts.trinoLauncher, 'launcher.jar'), join(artifacts.trinoServer, '*')].join(':')
  const readiness = httpReadiness(`${httpUrl(ports, 'trino')}/v1/info`, 240_000, (body) =>
    info.parse(body).starting ? 'it is still starting' : undefined,
  )
  return {
    name: 'trino',
    dependsOn: ['postgres', 'minio'],
    command: join(java25, 'bin', 'java'),
    args: ['@etc/jvm.config', ...node, '-cp', classPath, 'TrinoLauncher', VERSION],
    env: {
      ...quietMalloc,
      ...awsOnMinio,
      TRINO_PORT: String(ports.trino),
      TRINO_PLUGIN_DIR: plugins,
      CATALOG_JDBC_URL: `jdbc:postgresql://${LOOPBACK}:${ports.postgres}/iceberg_catalog`,
      POSTGRES_PASSWORD: secrets.lakehousePassword,
      S3_ENDPOINT: httpUrl(ports, 'minio'),
      S3_ACCESS_KEY: secrets.s3AccessKey,
      S3_SECRET_KEY: secrets.s3SecretKey,
    },
    cwd,
    ports: ['trino'],
    readiness,
    liveness: readiness.check,
    shutdown: { signal: 'SIGTERM', timeoutMs: 15_000 },
    restart: restartPolicy,
    prepare: async () => {
      const iceberg = join(plugins, 'iceberg')
      rmSync(plugins, { recursive: true, force: true })
      mkdirSync(iceberg, { recursive: true, mode: 0o700 })
      mkdirSync(join(folder, 'data'), { recursive: true, mode: 0o700 })
      for (const source of [artifacts.trinoIceberg, artifacts.trinoPlugin]) {
        for (const jar of readdirSync(source)) symlinkSync(join(source, jar), join(iceberg, jar))
      }
    },
  }
}
