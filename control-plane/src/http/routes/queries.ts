import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { namedQueries, type QueryName } from '@lakehouse/contracts/api/overview.ts'
import { queryResult } from '@lakehouse/contracts/api/query-result.ts'
import { apiProblem } from '../problem.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

/** One route per named query, so that the OpenAPI document tells each one's rows. */
export function queryRoutes(app: OpenAPIHono, services: Services): void {
  const names = Object.keys(namedQueries) as QueryName[]
  for (const name of names) {
    const route = createRoute({
      method: 'get',
      path: `/api/queries/${name}`,
      summary: `The rows of trino/queries/${name}.sql.`,
      responses: answers(queryResult(namedQueries[name]), 'Newest rows, or the last good ones marked stale.'),
    })
    app.openAPIRegistry.registerPath(route)
    app.get(route.path, async (context) => context.json(await services.queries.run(name), 200))
  }
  app.get('/api/queries/:name', (context) => {
    const message = `There is no query named "${context.req.param('name')}".`
    return apiProblem(context, 404, 'unknown_query', message, `Use one of: ${names.join(', ')}.`)
  })
}
