import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'

/** The page at `path` in a browser that may change things. */
export function withToken(path: string): string {
  return `${path}#token=${readSecrets(lakehouseHome(process.env)).controlPlaneToken}`
}
