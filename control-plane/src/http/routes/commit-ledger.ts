import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { commitLedger } from '@lakehouse/contracts/api/commit-ledger.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const route = createRoute({
  method: 'get',
  path: '/api/jobs/{name}/commit-ledger',
  summary: 'For every sink of a job, the completed checkpoints beside the snapshots of its table, newest first.',
  request: {
    params: z.object({ name: z.string().max(200) }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(50) }),
  },
  responses: answers(commitLedger, 'The newest run of the job, whether it still runs or not.'),
})

export function commitLedgerRoutes(app: OpenAPIHono, { ledgers }: Services): void {
  app.openapi(route, (context) => {
    const { name } = context.req.valid('param')
    return context.json(ledgers.ledger(name, context.req.valid('query').limit), 200)
  })
}
