import { httpUrl, type Ports } from '@lakehouse/contracts/endpoints.ts'
import type { z } from 'zod'

const DEADLINE_MS = 30_000

/** The control plane's answer to `GET path`. @throws {Error} naming the path, when it is none or an error. */
export async function ask<T>(ports: Ports, path: string, schema: z.ZodType<T>): Promise<T> {
  const url = `${httpUrl(ports, 'controlPlane')}${path}`
  const response = await fetch(url, { signal: AbortSignal.timeout(DEADLINE_MS) }).catch((cause) => {
    throw new Error(`GET ${url}: no answer; is the stack up? npm run status`, { cause })
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`GET ${url}: HTTP ${response.status}: ${text.slice(0, 300)}`)
  return schema.parse(JSON.parse(text))
}
