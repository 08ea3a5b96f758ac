import type { z } from 'zod'
import { accessToken } from '../access-token.ts'
import { requestJson } from './request-json.ts'

/**
 * Asks for a change with this browser's token and gives the answer; throws as `requestJson` does. Never repeated by
 * itself: whether a change whose answer was lost did happen, the next reading of the page shows.
 */
export function sendJson<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  content: unknown,
  schema: z.ZodType<T>,
  timeoutMs?: number,
): Promise<T> {
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    authorization: `Bearer ${accessToken.get() ?? ''}`,
  }
  return requestJson({ method, path, headers, body: JSON.stringify(content), timeoutMs }, schema)
}
