import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { lineage } from '@lakehouse/contracts/api/lineage.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const route = createRoute({
  method: 'get',
  path: '/api/lineage',
  summary: 'Topic → job → table → model → exposure, from the job files and dbt’s manifest.',
  responses: answers(lineage, 'Models and exposures are known once dbt has run.'),
})

export function lineageRoutes(app: OpenAPIHono, { analytics }: Services): void {
  app.openapi(route, (context) => context.json(analytics.lineage(), 200))
}
