import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { newestRows } from '@lakehouse/contracts/api/streams.ts'
import { type IcebergTable, icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { MOST_ROWS } from '../../queries/newest-rows.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const route = createRoute({
  method: 'get',
  path: '/api/tables/{table}/rows',
  summary: 'The newest rows of an Iceberg table, newest first, every cell as text or null.',
  request: {
    params: z.object({ table: z.enum(icebergTableNames as [IcebergTable, ...IcebergTable[]]) }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(20) }),
  },
  responses: answers(newestRows, 'Newest rows, or the last good ones marked stale.'),
})

export function tableRoutes(app: OpenAPIHono, services: Services): void {
  app.openapi(route, async (context) => {
    const { table } = context.req.valid('param')
    return context.json(await services.newestRows.of(table, context.req.valid('query').limit), 200)
  })
}
