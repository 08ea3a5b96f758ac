import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { driverPositions, zoneSurgeAt } from '@lakehouse/contracts/api/drivers.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const moment = z.iso.datetime()

const drivers = createRoute({
  method: 'get',
  path: '/api/drivers',
  summary: 'Each driver of a city by the newest ping in the topic, now or at a moment that Kafka still keeps.',
  request: { query: z.object({ city: z.string().max(200), at: moment.optional() }) },
  responses: answers(driverPositions, 'Drivers, and what of the topic was read for them.'),
})

const surge = createRoute({
  method: 'get',
  path: '/api/zones/surge',
  summary: 'Of each zone the last surge window that had closed at a moment, by event time.',
  request: { query: z.object({ at: moment }) },
  responses: answers(zoneSurgeAt, 'One row per zone, or the last good rows marked stale.'),
})

export function mapRoutes(app: OpenAPIHono, { map }: Services): void {
  app.openapi(drivers, async (context) => {
    const { city, at } = context.req.valid('query')
    return context.json(await map.drivers(city, at === undefined ? null : new Date(at)), 200)
  })
  app.openapi(surge, async (context) => context.json(await map.surgeAt(new Date(context.req.valid('query').at)), 200))
}
