import type { ApiError } from '@lakehouse/contracts/api/system.ts'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { explain, Failure, NotFound, UserError } from '../errors.ts'

/** An error answer: what was tried and what came back, and what to do. */
export function apiProblem(
  context: Context,
  status: ContentfulStatusCode,
  code: string,
  message: string,
  action: string,
): Response {
  return context.json({ error: { code, message, action } } satisfies ApiError, status)
}

/** The answer to anything thrown: 404 or 400 for a mistake of the caller, 503 for a part that failed us, 500 for a bug. */
export function problemOf(context: Context, error: unknown): Response {
  if (error instanceof NotFound) return apiProblem(context, 404, 'not_found', error.message, error.action)
  if (error instanceof UserError) return apiProblem(context, 400, 'wrong_use', error.message, error.action)
  if (error instanceof Failure) return apiProblem(context, 503, 'unavailable', explain(error), error.action)
  return apiProblem(context, 500, 'internal', explain(error), 'See the control plane’s log under LAKEHOUSE_HOME.')
}
