import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { jobList } from '@lakehouse/contracts/api/system.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const route = createRoute({
  method: 'get',
  path: '/api/jobs',
  summary: 'Each job file with what Flink runs under its name.',
  responses: answers(jobList, 'One entry per file in flink/jobs.'),
})

export function jobRoutes(app: OpenAPIHono, services: Services): void {
  app.openapi(route, async (context) =>
    context.json({ jobs: [...(await services.jobs())], server_now: new Date().toISOString() }, 200),
  )
}
