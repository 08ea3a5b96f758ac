import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { lastBuild, martRows, martViews } from '@lakehouse/contracts/api/analytics.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const build = createRoute({
  method: 'get',
  path: '/api/analytics/build',
  summary: 'What the last dbt build came to: every model and test, failing rows, published snapshots.',
  responses: answers(lastBuild, 'The build is null while there was none.'),
})

const mart = createRoute({
  method: 'get',
  path: '/api/analytics/marts/{view}',
  summary: 'The rows of a published mart, or a sum of them, every cell as text or null.',
  request: { params: z.object({ view: z.enum(martViews) }) },
  responses: answers(martRows, 'The newest rows as of the last build, or the last good ones marked stale.'),
})

export function analyticsRoutes(app: OpenAPIHono, { analytics }: Services): void {
  app.openapi(build, (context) => context.json(analytics.lastBuild(), 200))
  app.openapi(mart, async (context) => context.json(await analytics.rows(context.req.valid('param').view), 200))
}
