import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { acknowledgeRequest, alertChanged, alertList, silenceRequest } from '@lakehouse/contracts/api/alerts.ts'
import { askedBy } from '../asked.ts'
import type { Services } from '../services.ts'
import { requestBody } from './request-body.ts'
import { answers, changes } from './responses.ts'

const params = z.object({ id: z.coerce.number().int().min(1) })

const list = createRoute({
  method: 'get',
  path: '/api/alerts',
  summary: 'What is wrong now, worst and oldest first, then what was.',
  request: { query: z.object({ past: z.coerce.number().int().min(0).max(500).default(50) }) },
  responses: answers(alertList, 'With what the watchdog could not look at.'),
})
const acknowledge = createRoute({
  method: 'post',
  path: '/api/alerts/{id}/acknowledge',
  summary: 'Somebody looks after it: it is no longer counted as open.',
  request: { params, body: requestBody(acknowledgeRequest) },
  responses: changes(alertChanged, 'The alert as it is now, and the entry in the journal.'),
})
const silence = createRoute({
  method: 'post',
  path: '/api/alerts/{id}/silence',
  summary: 'Neither counted nor told to the webhook for so many minutes, also when it comes back; 0 ends that.',
  request: { params, body: requestBody(silenceRequest) },
  responses: changes(alertChanged, 'The alert as it is now, and the entry in the journal.'),
})

export function alertRoutes(app: OpenAPIHono, { alerts }: Services): void {
  app.openapi(list, (context) => context.json(alerts.list(context.req.valid('query').past), 200))
  app.openapi(acknowledge, (context) => {
    const { reason } = context.req.valid('json')
    return context.json(alerts.acknowledge(context.req.valid('param').id, reason, askedBy(context)), 202)
  })
  app.openapi(silence, (context) => {
    const { minutes, reason } = context.req.valid('json')
    return context.json(alerts.silence(context.req.valid('param').id, minutes, reason, askedBy(context)), 202)
  })
}
