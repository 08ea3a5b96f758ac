import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { pipeline } from '@lakehouse/contracts/api/pipeline.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const route = createRoute({
  method: 'get',
  path: '/api/pipeline',
  summary:
    'Every place from producer to dashboard with rate, lag, watermark and back-pressure, and what each hop costs.',
  responses: answers(pipeline, 'What could not be looked at is named in `blind`.'),
})

export function pipelineRoutes(app: OpenAPIHono, { pipeline }: Services): void {
  app.openapi(route, async (context) => context.json(await pipeline.read(), 200))
}
