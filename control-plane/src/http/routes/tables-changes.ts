import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { operationBegun } from '@lakehouse/contracts/api/jobs.ts'
import { maintenanceRequest } from '@lakehouse/contracts/api/tables.ts'
import type { Services } from '../services.ts'
import { changes } from './responses.ts'

const params = z.object({ table: z.string().min(1).max(300) })
const DASHBOARD = { actor: 'dashboard', source: 'dashboard' } as const

const maintainRoute = createRoute({
  method: 'post',
  path: '/api/tables/{table}/maintenance',
  summary: 'Maintain a table now: the actions named, or those that the policy asks for.',
  request: { params, body: { required: true, content: { 'application/json': { schema: maintenanceRequest } } } },
  responses: changes(operationBegun, 'The operation, or null when nothing is due.'),
})

/** Routes that change tables. */
export function tableChangeRoutes(app: OpenAPIHono, { tables }: Services): void {
  app.openapi(maintainRoute, async (context) => {
    const { table } = context.req.valid('param')
    const { actions } = context.req.valid('json')
    const operation = await tables.begin(table, DASHBOARD, actions)
    const would = operation === null ? 'Nothing is due.' : `Maintaining ${table}.`
    return context.json({ operation, would }, 202)
  })
}
