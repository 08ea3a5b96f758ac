import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { sqlAnswer, sqlHistory, sqlRequest, sqlTables } from '@lakehouse/contracts/api/sql.ts'
import type { Services } from '../services.ts'
import { requestBody } from './request-body.ts'
import { answers, changes } from './responses.ts'

const params = z.object({ id: z.coerce.number().int().min(1) })

const historyRoute = createRoute({
  method: 'get',
  path: '/api/sql',
  summary: 'What was asked in the SQL console, newest first, without the rows.',
  responses: answers(sqlHistory, 'The newest statements.'),
})
const tablesRoute = createRoute({
  method: 'get',
  path: '/api/sql/tables',
  summary: 'The tables and columns that can be queried.',
  responses: answers(sqlTables, 'Of all schemas.'),
})
const beginRoute = createRoute({
  method: 'post',
  path: '/api/sql',
  summary: 'Begins one statement, as a Trino user that may only read.',
  request: { body: requestBody(sqlRequest) },
  responses: changes(sqlAnswer, 'The statement; follow it at /api/sql/{id}.'),
})
const readRoute = createRoute({
  method: 'get',
  path: '/api/sql/{id}',
  summary: 'How a statement stands, with its rows so far as text.',
  request: { params },
  responses: answers(sqlAnswer, 'Follow it until `state` is not running.'),
})
const cancelRoute = createRoute({
  method: 'delete',
  path: '/api/sql/{id}',
  summary: 'Ends a statement, in Trino too.',
  request: { params },
  responses: changes(sqlAnswer, 'The statement with the rows it had given.'),
})

export function sqlRoutes(app: OpenAPIHono, { sql }: Services): void {
  app.openapi(historyRoute, (context) => context.json(sql.list(), 200))
  app.openapi(tablesRoute, async (context) => context.json(await sql.tables(), 200))
  app.openapi(beginRoute, (context) => context.json(sql.read(sql.begin(context.req.valid('json')).id), 202))
  app.openapi(readRoute, (context) => context.json(sql.read(context.req.valid('param').id), 200))
  app.openapi(cancelRoute, (context) => context.json(sql.read(sql.cancel(context.req.valid('param').id).id), 202))
}
