import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { httpUrl, LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import { createBuckets } from '../setup/buckets.ts'
import { httpReadiness } from '../supervisor/probe.ts'
import { restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import type { StackContext } from './stack-context.ts'

/** MinIO: the S3 storage of tables and of Flink's checkpoints; its buckets are made once it answers. */
export function minio({ home, ports, secrets, artifacts }: StackContext): ServiceSpec {
  const data = join(home, 'minio')
  const url = httpUrl(ports, 'minio')
  const readiness = httpReadiness(`${url}/minio/health/cluster`, 180_000)
  return {
    name: 'minio',
    dependsOn: [],
    command: join(artifacts.minio, 'minio'),
    args: ['server', data, '--address', `${LOOPBACK}:${ports.minio}`, '--quiet'],
    env: {
      MINIO_ROOT_USER: secrets.s3AccessKey,
      MINIO_ROOT_PASSWORD: secrets.s3SecretKey,
      MINIO_BROWSER: 'off',
      MINIO_UPDATE: 'off',
      // 220 MB of its heap live from the start on, mostly queues that stay empty; the more garbage Go lets pile up on
      // that, the larger it grows. (GOMEMLIMIT is of no use: MinIO sets a limit of its own.)
      GOGC: '40',
    },
    cwd: home,
    ports: ['minio'],
    readiness,
    liveness: readiness.check,
    shutdown: { signal: 'SIGTERM', timeoutMs: 15_000 },
    restart: restartPolicy,
    prepare: async () => {
      mkdirSync(data, { recursive: true, mode: 0o700 })
    },
    initialise: () => createBuckets(url, secrets),
  }
}
