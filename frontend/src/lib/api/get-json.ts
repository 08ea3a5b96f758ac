import type { z } from 'zod'
import { requestJson } from './request-json.ts'

/** The answer to `GET path`; throws as `requestJson` does. */
export function getJson<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
  return requestJson({ method: 'GET', path, headers: { accept: 'application/json' }, signal }, schema)
}
