import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  pauseAnswer,
  pauseRequest,
  runAnswer,
  runChange,
  runDetail,
  runList,
  runLog,
  runRequest,
  taskList,
} from '@lakehouse/contracts/api/tasks.ts'
import type { Services } from '../services.ts'
import { requestBody } from './request-body.ts'
import { answers, changes } from './responses.ts'

const MOST_RUNS = 500
/** Who asks when a call does not say. */
const SOMEBODY = 'dashboard'

const task = z.object({ task: z.string().min(1).max(40) })
const run = z.object({ id: z.coerce.number().int().min(1) })

const listRoute = createRoute({
  method: 'get',
  path: '/api/tasks',
  summary: 'Every task as it is defined, with its next due time, what runs and how it last ended.',
  responses: answers(taskList, 'In the order of the definition file.'),
})
const runsRoute = createRoute({
  method: 'get',
  path: '/api/runs',
  summary: 'Runs of all tasks or of one, newest first.',
  request: {
    query: z.object({
      task: z.string().optional(),
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(MOST_RUNS).default(100),
    }),
  },
  responses: answers(runList, 'Ask for those before the last of them to read on.'),
})
const runRoute = createRoute({
  method: 'get',
  path: '/api/runs/{id}',
  summary: 'One run with its steps and attempts.',
  request: { params: run },
  responses: answers(runDetail, 'Follow it until `ended_at` is not null.'),
})
const logRoute = createRoute({
  method: 'get',
  path: '/api/runs/{id}/log',
  summary: 'What the steps of a run have printed, after a line that was read already.',
  request: { params: run, query: z.object({ after: z.coerce.number().int().min(0).default(0) }) },
  responses: answers(runLog, 'Ask again with `after` = `next` until `ended` and not `more`.'),
})
const runNowRoute = createRoute({
  method: 'post',
  path: '/api/tasks/{task}/runs',
  summary: 'Runs a task now, or as soon as nothing stands in its way.',
  request: { params: task, body: requestBody(runRequest) },
  responses: changes(runAnswer, 'The run; follow it at /api/runs/{id}.'),
})
const cancelRoute = createRoute({
  method: 'post',
  path: '/api/runs/{id}/cancel',
  summary: 'Ends a run: its processes and its queries in Trino too.',
  request: { params: run, body: requestBody(runChange) },
  responses: changes(runAnswer, 'The run, which may still be ending.'),
})
const retryRoute = createRoute({
  method: 'post',
  path: '/api/runs/{id}/retry',
  summary: 'Makes a run that takes over the finished steps of one that did not succeed, and does the others.',
  request: { params: run, body: requestBody(runChange) },
  responses: changes(runAnswer, 'The new run.'),
})
const pauseRoute = createRoute({
  method: 'put',
  path: '/api/tasks/{task}/paused',
  summary: 'Lets the triggers of a task sleep, or wakes them.',
  request: { params: task, body: requestBody(pauseRequest) },
  responses: changes(pauseAnswer, 'How it is now.'),
})

export function taskRoutes(app: OpenAPIHono, { tasks }: Services): void {
  const now = () => new Date().toISOString()
  app.openapi(listRoute, (context) => context.json(tasks.list(), 200))
  app.openapi(runsRoute, (context) => {
    const { limit, ...rest } = context.req.valid('query')
    const wanted = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
    return context.json(tasks.runs({ limit, ...wanted }), 200)
  })
  app.openapi(runRoute, (context) => context.json(tasks.run(context.req.valid('param').id), 200))
  app.openapi(logRoute, (context) => {
    return context.json(tasks.log(context.req.valid('param').id, context.req.valid('query').after), 200)
  })
  app.openapi(runNowRoute, async (context) => {
    const { parameters, actor = SOMEBODY } = context.req.valid('json')
    const made = await tasks.runNow(context.req.valid('param').task, parameters, actor)
    return context.json({ run: made, server_now: now() }, 202)
  })
  app.openapi(cancelRoute, (context) => {
    const { actor = SOMEBODY } = context.req.valid('json')
    return context.json({ run: tasks.cancel(context.req.valid('param').id, actor), server_now: now() }, 202)
  })
  app.openapi(retryRoute, (context) => {
    const { actor = SOMEBODY } = context.req.valid('json')
    return context.json({ run: tasks.retry(context.req.valid('param').id, actor), server_now: now() }, 202)
  })
  app.openapi(pauseRoute, (context) => {
    const { task: name } = context.req.valid('param')
    const { paused } = context.req.valid('json')
    tasks.pause(name, paused)
    return context.json({ task: name, paused, server_now: now() }, 202)
  })
}
