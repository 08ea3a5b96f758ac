import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What the stack generates at its first start into `LAKEHOUSE_HOME/secrets.json` (mode 0600). */
export const secrets = z.object({
  /** S3 access on MinIO, used by Flink, Trino and the control plane. */
  s3AccessKey: z.string().min(3),
  s3SecretKey: z.string().min(8),
  /** PostgreSQL: superuser `postgres`, never used after set-up. */
  postgresPassword: z.string().min(8),
  /** PostgreSQL login `lakehouse`: owner of databases `iceberg_catalog` and `rides`. */
  lakehousePassword: z.string().min(8),
  /** PostgreSQL login `bi`: reads `rides.city_metrics`, nothing else. */
  biPassword: z.string().min(8),
  /** Required by every control plane call that changes something. */
  controlPlaneToken: z.string().min(32),
})
export type Secrets = z.infer<typeof secrets>

/** The file that holds the secrets of one stack. */
export function secretsFile(home: string): string {
  return join(home, 'secrets.json')
}

/**
 * The secrets of the stack at `home`.
 * @throws {Error} when the stack has never been started there.
 */
export function readSecrets(home: string): Secrets {
  const file = secretsFile(home)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`no secrets at ${file}: has the stack been started? Run "npm start" first`, { cause })
  }
  return secrets.parse(JSON.parse(text))
}
