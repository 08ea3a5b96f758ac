import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import type { z } from 'zod'

const DEADLINE_MS = 60_000

/** What the stack's control plane answers to `GET path`, or to `POST path` with `content`. @throws {Error} for an error. */
export async function ask<T>(path: string, schema: z.ZodType<T>, content?: object): Promise<T> {
  const url = `${httpUrl(resolvePorts(process.env), 'controlPlane')}${path}`
  const { controlPlaneToken } = readSecrets(lakehouseHome(process.env))
  const response = await fetch(url, {
    method: content === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${controlPlaneToken}`, 'content-type': 'application/json' },
    body: content === undefined ? null : JSON.stringify(content),
    signal: AbortSignal.timeout(DEADLINE_MS),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}: ${text}`)
  return schema.parse(JSON.parse(text))
}
