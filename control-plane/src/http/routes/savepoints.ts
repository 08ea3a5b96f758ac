import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { operationBegun, savepointDetail } from '@lakehouse/contracts/api/jobs.ts'
import { NotFound } from '../../errors.ts'
import { deleteSavepoint, laterCommits } from '../../jobs/commands.ts'
import { savepointAnswers } from '../../jobs/detail.ts'
import { savepointOf } from '../../jobs/savepoints.ts'
import { askedBy } from '../asked.ts'
import type { Services } from '../services.ts'
import { answers, changes } from './responses.ts'

const params = z.object({ name: z.string().max(200), id: z.coerce.number().int().min(1) })

const readRoute = createRoute({
  method: 'get',
  path: '/api/jobs/{name}/savepoints/{id}',
  summary: 'A savepoint, and the commits that a restore to it would write again.',
  request: { params },
  responses: answers(savepointDetail, 'Asked of the tables now.'),
})

const deleteRoute = createRoute({
  method: 'delete',
  path: '/api/jobs/{name}/savepoints/{id}',
  summary: 'Deletes a savepoint with its files; the newest good one of a job stays.',
  request: { params },
  responses: changes(operationBegun, 'Follow the operation; it goes on by itself.'),
})

export function savepointRoutes(app: OpenAPIHono, { jobControl }: Services): void {
  app.openapi(readRoute, async (context) => {
    const { name, id } = context.req.valid('param')
    const later = await laterCommits(jobControl, name, savepointOf(jobControl, name, id))
    const savepoint = savepointAnswers(jobControl, name).find((each) => each.id === id)
    if (savepoint === undefined) throw new NotFound(`${name} has no savepoint ${id}`, 'It was deleted just now.')
    const later_commits = later.map(({ table, commits, newestAt }) => ({
      table,
      commits,
      newest_committed_at: newestAt.toISOString(),
    }))
    return context.json({ savepoint, later_commits, server_now: new Date().toISOString() }, 200)
  })
  app.openapi(deleteRoute, async (context) => {
    const { name, id } = context.req.valid('param')
    const { operation, would } = await deleteSavepoint(jobControl, name, id, askedBy(context))
    return context.json({ operation, would }, 202)
  })
}
