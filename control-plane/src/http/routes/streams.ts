import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { topicTail } from '@lakehouse/contracts/api/streams.ts'
import { type TopicName, topicNames } from '@lakehouse/contracts/topics.ts'
import { MOST_RECORDS } from '../../streams/topic-tails.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const route = createRoute({
  method: 'get',
  path: '/api/streams/{topic}',
  summary: 'The newest records of a Kafka topic, newest first, heartbeats left out.',
  request: {
    params: z.object({ topic: z.enum(topicNames as [TopicName, ...TopicName[]]) }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(MOST_RECORDS).default(20) }),
  },
  responses: answers(topicTail, 'Records, the ends of every partition, and the rate since the poll before.'),
})

export function streamRoutes(app: OpenAPIHono, services: Services): void {
  app.openapi(route, async (context) => {
    const { topic } = context.req.valid('param')
    return context.json(await services.tails.newest(topic, context.req.valid('query').limit), 200)
  })
}
