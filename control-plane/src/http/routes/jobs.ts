import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  applyRequest,
  jobDetail,
  operationBegun,
  restoreRequest,
  rollbackRequest,
  scaleRequest,
  startRequest,
  validateRequest,
  validation,
} from '@lakehouse/contracts/api/jobs.ts'
import { jobList } from '@lakehouse/contracts/api/system.ts'
import {
  apply,
  applyText,
  restoreJob,
  rollbackJob,
  savepointJob,
  scaleJob,
  startJob,
  stopJob,
} from '../../jobs/commands.ts'
import { jobDetail as readDetail } from '../../jobs/detail.ts'
import type { JobControl } from '../../jobs/job-control.ts'
import type { Begun } from '../../jobs/undertake.ts'
import type { Asked } from '../../jobs/undertaking.ts'
import { validate } from '../../jobs/validate.ts'
import { askedBy } from '../asked.ts'
import type { Services } from '../services.ts'
import { requestBody } from './request-body.ts'
import { answers, changes } from './responses.ts'

const params = z.object({ name: z.string().max(200) })

const listRoute = createRoute({
  method: 'get',
  path: '/api/jobs',
  summary: 'Each job file with what Flink runs under its name.',
  responses: answers(jobList, 'One entry per file in flink/jobs.'),
})

const detailRoute = createRoute({
  method: 'get',
  path: '/api/jobs/{name}',
  summary: 'One job: its SQL, versions, savepoints, checkpoints and exceptions.',
  request: { params },
  responses: answers(jobDetail, 'What the files say beside what Flink runs.'),
})

const validateRoute = createRoute({
  method: 'post',
  path: '/api/jobs/{name}/validate',
  summary: 'What the gateway and the lint rules say of a text for the job, and what applying it would do.',
  request: { params, body: requestBody(validateRequest) },
  responses: answers(validation, 'Nothing is changed.'),
})

/** Everything that changes a job: what it is asked with, and what then happens. */
const commands = [
  command('apply', 'Brings the job’s file in; with `sql`, that text is written to the file first.', applyRequest, {
    run: (control, name, { sql }, asked) =>
      sql === undefined ? apply(control, name, asked) : applyText(control, name, sql, asked),
  }),
  command('start', 'Starts a job that does not run, from its newest state.', startRequest, {
    run: (control, name, { fresh }, asked) => startJob(control, name, fresh, asked),
  }),
  command('stop', 'Stops a job with a savepoint.', z.object({}), {
    run: (control, name, _, asked) => stopJob(control, name, asked),
  }),
  command('savepoint', 'Takes a savepoint of a job that runs on.', z.object({}), {
    run: (control, name, _, asked) => savepointJob(control, name, asked),
  }),
  command('restore', 'Restarts a job from a savepoint of the catalogue.', restoreRequest, {
    run: (control, name, { savepoint, accept_later_commits: accept }, asked) =>
      restoreJob(control, name, { savepoint, accept }, asked),
  }),
  command('rollback', 'Brings an earlier version of a job back.', rollbackRequest, {
    run: (control, name, { version }, asked) => rollbackJob(control, name, version, asked),
  }),
  command('scale', 'Changes a job’s parallelism, in its file and in what runs.', scaleRequest, {
    run: (control, name, { parallelism }, asked) => scaleJob(control, name, parallelism, asked),
  }),
] as const

export function jobRoutes(app: OpenAPIHono, services: Services): void {
  const { jobControl } = services
  app.openapi(listRoute, async (context) =>
    context.json({ jobs: [...(await services.jobs())], server_now: new Date().toISOString() }, 200),
  )
  app.openapi(detailRoute, async (context) => {
    const detail = await readDetail(jobControl, context.req.valid('param').name)
    return context.json({ ...detail, server_now: new Date().toISOString() }, 200)
  })
  app.openapi(validateRoute, async (context) => {
    const said = await validate(jobControl, context.req.valid('param').name, context.req.valid('json').sql)
    return context.json({ ...said, server_now: new Date().toISOString() }, 200)
  })
  for (const add of commands) add(app, jobControl)
}

interface Command<Schema extends z.ZodType> {
  readonly run: (control: JobControl, name: string, body: z.infer<Schema>, asked: Asked) => Promise<Begun<unknown>>
}

/** `POST /api/jobs/{name}/<verb>`: answers once the operation is on record, and goes on with it. */
function command<Schema extends z.ZodType>(verb: string, summary: string, schema: Schema, { run }: Command<Schema>) {
  const route = createRoute({
    method: 'post',
    path: `/api/jobs/{name}/${verb}`,
    summary,
    request: { params, body: requestBody(schema) },
    responses: changes(operationBegun, 'Follow the operation; it goes on by itself.'),
  })
  return (app: OpenAPIHono, control: JobControl): void => {
    app.openapi(route, async (context) => {
      const body = schema.parse(await context.req.json())
      const { name } = params.parse(context.req.param())
      const { operation, would } = await run(control, name, body, askedBy(context))
      return context.json({ operation, would }, 202)
    })
  }
}
