import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { operationBegun } from '@lakehouse/contracts/api/jobs.ts'
import { maintenanceRequest, repartitionRequest, rollbackRequest } from '@lakehouse/contracts/api/tables.ts'
import { UserError } from '../../errors.ts'
import { askedBy } from '../asked.ts'
import type { Services } from '../services.ts'
import { requestBody } from './request-body.ts'
import { changes } from './responses.ts'

const params = z.object({ table: z.string().min(1).max(300) })

const maintainRoute = createRoute({
  method: 'post',
  path: '/api/tables/{table}/maintenance',
  summary: 'Maintain a table now: the actions named, or those that the policy asks for.',
  request: { params, body: requestBody(maintenanceRequest) },
  responses: changes(operationBegun, 'The operation, or null when nothing is due.'),
})

const rollbackRoute = createRoute({
  method: 'post',
  path: '/api/tables/{table}/rollback',
  summary: 'Make an earlier snapshot the present; the jobs that write the table stop meanwhile.',
  request: { params, body: requestBody(rollbackRequest) },
  responses: changes(operationBegun, 'Follow the operation.'),
})

const partitioningRoute = createRoute({
  method: 'post',
  path: '/api/tables/{table}/partitioning',
  summary: 'Lay a table out anew; the jobs that write it stop meanwhile, reads go on.',
  request: { params, body: requestBody(repartitionRequest) },
  responses: changes(operationBegun, 'Follow the operation.'),
})

/** Routes that change tables. */
export function tableChangeRoutes(app: OpenAPIHono, { tables }: Services): void {
  app.openapi(maintainRoute, async (context) => {
    const { table } = context.req.valid('param')
    const operation = await tables.beginMaintenance(table, askedBy(context), context.req.valid('json').actions)
    const would = operation === null ? 'nothing is due' : `maintain ${table}`
    return context.json({ operation, would }, 202)
  })
  app.openapi(rollbackRoute, async (context) => {
    const { table } = context.req.valid('param')
    const { snapshot_id: snapshot, confirm } = context.req.valid('json')
    mustBeSame(table, confirm)
    const operation = await tables.beginRollback(table, snapshot, askedBy(context))
    return context.json({ operation, would: `roll ${table} back to snapshot ${snapshot}` }, 202)
  })
  app.openapi(partitioningRoute, async (context) => {
    const { table } = context.req.valid('param')
    const { partitioning, confirm } = context.req.valid('json')
    mustBeSame(table, confirm)
    const operation = await tables.beginRepartition(table, partitioning, askedBy(context))
    return context.json({ operation, would: `lay ${table} out by ${partitioning.join(', ') || 'nothing'}` }, 202)
  })
}

function mustBeSame(table: string, confirm: string): void {
  if (confirm === table) return
  throw new UserError(`"confirm" is "${confirm}", not the table's name`, `Send "confirm": "${table}" to go ahead.`)
}
