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
  503: json(apiError, 'A part of the stack did not answer, and there is no earlier answer to give.'),
})
