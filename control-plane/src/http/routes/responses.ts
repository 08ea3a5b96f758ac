import { apiError } from '@lakehouse/contracts/api/system.ts'
import type { z } from 'zod'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** The answers of a route that reads: the data, or what went wrong. */
export const answers = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  200: json(schema, description),
  400: json(apiError, 'The caller’s mistake.'),
  404: json(apiError, 'There is no such thing.'),
  503: json(apiError, 'A part of the stack did not answer, and there is no earlier answer to give.'),
})

/** The answers of a route that changes something: the operation that was begun, or why none was. */
export const changes = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  202: json(schema, description),
  400: json(apiError, 'The caller’s mistake; nothing was changed.'),
  401: json(apiError, 'The token is missing or another.'),
  403: json(apiError, 'Asked for under an unknown name or by a page of another site.'),
  404: json(apiError, 'There is no such thing; nothing was changed.'),
  503: json(apiError, 'A part of the stack did not answer; nothing was changed.'),
})
