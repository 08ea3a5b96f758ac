import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { rideList, rideSearch, rideTrace } from '@lakehouse/contracts/api/rides.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const search = createRoute({
  method: 'get',
  path: '/api/rides',
  summary: 'Rides by city, state, id and how long ago they were requested.',
  request: { query: rideSearch },
  responses: answers(rideList, 'Newest request first, or the last good rows marked stale.'),
})

const follow = createRoute({
  method: 'get',
  path: '/api/rides/{ride}',
  summary: 'One ride from its records in Kafka to every row, file and snapshot it has a part in.',
  request: { params: z.object({ ride: z.string().min(1).max(200) }) },
  responses: answers(rideTrace, 'What could not be looked at is in `blind`.'),
})

export function rideRoutes(app: OpenAPIHono, { rides }: Services): void {
  app.openapi(search, async (context) => context.json(await rides.find(context.req.valid('query')), 200))
  app.openapi(follow, async (context) => context.json(await rides.follow(context.req.valid('param').ride), 200))
}
