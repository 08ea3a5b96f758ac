import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { operationAnswer, operationList, operationsWanted } from '@lakehouse/contracts/api/operations.ts'
import { NotFound } from '../../errors.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const listRoute = createRoute({
  method: 'get',
  path: '/api/operations',
  summary: 'The operations journal, newest first: who changed what, step by step, and what came of it.',
  request: { query: operationsWanted },
  responses: answers(operationList, 'Operations that fit the filters.'),
})

const readRoute = createRoute({
  method: 'get',
  path: '/api/operations/{id}',
  summary: 'One operation with its steps so far.',
  request: { params: z.object({ id: z.coerce.number().int().min(1) }) },
  responses: answers(operationAnswer, 'Follow it until `outcome` is not null.'),
})

export function operationRoutes(app: OpenAPIHono, { journal }: Services): void {
  app.openapi(listRoute, (context) => {
    const { limit, ...filters } = context.req.valid('query')
    const wanted = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
    return context.json({ operations: journal.list({ limit, ...wanted }), server_now: new Date().toISOString() }, 200)
  })
  app.openapi(readRoute, (context) => {
    const { id } = context.req.valid('param')
    const operation = journal.read(id)
    if (operation === null) {
      throw new NotFound(`no operation ${id}`, `The newest is ${journal.list({ limit: 1 })[0]?.id ?? 'yet to come'}.`)
    }
    return context.json({ operation, server_now: new Date().toISOString() }, 200)
  })
}
