import type { z } from 'zod'
import { requestJson } from './request-json.ts'

/** The answer to `GET path`, given up after `timeoutMs` as `ApiRequest` says; throws as `requestJson` does. */
export function getJson<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal, timeoutMs?: number): Promise<T> {
  return requestJson({ method: 'GET', path, headers: { accept: 'application/json' }, signal, timeoutMs }, schema)
}
