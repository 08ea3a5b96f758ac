import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { health } from '@lakehouse/contracts/api/health.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const route = createRoute({
  method: 'get',
  path: '/api/health',
  summary: 'The state of every part, each by a probe of its own; always 200.',
  responses: answers(health, 'The worst part decides the state.'),
})

export function healthRoutes(app: OpenAPIHono, services: Services): void {
  app.openapi(route, async (context) => context.json(await services.health.read(), 200))
}
