import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { endpointList } from '@lakehouse/contracts/api/system.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const route = createRoute({
  method: 'get',
  path: '/api/endpoints',
  summary: 'Where each part listens, for people and their tools; never a secret.',
  responses: answers(endpointList, 'All on loopback.'),
})

export function endpointRoutes(app: OpenAPIHono, services: Services): void {
  app.openapi(route, (context) =>
    context.json({ endpoints: services.endpoints, server_now: new Date().toISOString() }, 200),
  )
}
