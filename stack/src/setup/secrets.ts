import { randomBytes } from 'node:crypto'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { readSecrets, type Secrets, secretsFile } from '@lakehouse/contracts/secrets.ts'

/** Bytes of randomness in every generated secret. */
const STRENGTH = 24
const generate = () => randomBytes(STRENGTH).toString('base64url')

/** The secrets of the stack at `home`, generated at its first start into a file only its owner can read. */
export function ensureSecrets(home: string): Secrets {
  const file = secretsFile(home)
  if (!existsSync(file)) {
    const fresh: Secrets = {
      s3AccessKey: randomBytes(10).toString('hex'),
      s3SecretKey: generate(),
      postgresPassword: generate(),
      lakehousePassword: generate(),
      biPassword: generate(),
      controlPlaneToken: generate() + generate(),
    }
    writeFileSync(`${file}.new`, JSON.stringify(fresh, null, 2), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return readSecrets(home)
}
