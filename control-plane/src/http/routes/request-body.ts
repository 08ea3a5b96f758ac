import type { z } from 'zod'

/** What a route takes as JSON. */
export const requestBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
})
