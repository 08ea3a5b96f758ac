import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import type { Logger } from 'pino'
import { explain, Failure } from '../errors.ts'
import { guard } from './guard.ts'
import { apiProblem, problemOf } from './problem.ts'
import { alertRoutes } from './routes/alerts.ts'
import { analyticsRoutes } from './routes/analytics.ts'
import { commitLedgerRoutes } from './routes/commit-ledger.ts'
import { DBT_DOCS_PATH, dbtDocsPolicy, dbtDocsRoutes } from './routes/dbt-docs.ts'
import { endpointRoutes } from './routes/endpoints.ts'
import { healthRoutes } from './routes/health.ts'
import { jobRoutes } from './routes/jobs.ts'
import { lineageRoutes } from './routes/lineage.ts'
import { mapRoutes } from './routes/map.ts'
import { operationRoutes } from './routes/operations.ts'
import { pipelineRoutes } from './routes/pipeline.ts'
import { queryRoutes } from './routes/queries.ts'
import { rideRoutes } from './routes/rides.ts'
import { savepointRoutes } from './routes/savepoints.ts'
import { sqlRoutes } from './routes/sql.ts'
import { streamRoutes } from './routes/streams.ts'
import { tableRoutes } from './routes/tables.ts'
import { tableChangeRoutes } from './routes/tables-changes.ts'
import { taskRoutes } from './routes/tasks.ts'
import type { Services } from './services.ts'

const MOST_BODY_BYTES = 1024 * 1024

/** The HTTP API. Every call passes the guard; every error is JSON. */
export function createApp(services: Services, hosts: ReadonlySet<string>, token: string, log: Logger): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result, context) => {
      if (result.success) return undefined
      const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
      return apiProblem(context, 400, 'bad_parameter', problems.join('; '), 'See /api/openapi.json.')
    },
  })
  app.use(DBT_DOCS_PATH, dbtDocsPolicy)
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      xFrameOptions: 'DENY',
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
    }),
  )
  app.use(async (context, next) => {
    await next()
    context.header('Cache-Control', 'no-store')
  })
  app.use(guard(hosts, token))
  app.use(bodyLimit({ maxSize: MOST_BODY_BYTES }))

  for (const routes of [
    healthRoutes,
    queryRoutes,
    streamRoutes,
    tableRoutes,
    tableChangeRoutes,
    endpointRoutes,
    jobRoutes,
    savepointRoutes,
    operationRoutes,
    analyticsRoutes,
    lineageRoutes,
    dbtDocsRoutes,
    mapRoutes,
    rideRoutes,
    taskRoutes,
    sqlRoutes,
    pipelineRoutes,
    commitLedgerRoutes,
    alertRoutes,
  ]) {
    routes(app, services)
  }
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Ride-hailing lakehouse control plane', version: services.version },
  })

  app.notFound((context) =>
    apiProblem(context, 404, 'not_found', `Nothing is at ${context.req.path}.`, 'See /api/openapi.json for what is.'),
  )
  app.onError((error, context) => {
    const { path } = context.req
    // A part of the stack that is away fails every poll: one line each, the stack trace is for bugs.
    if (error instanceof Failure) log.warn({ path, cause: explain(error) }, 'a part of the stack did not do its part')
    else log.error({ err: error, path }, 'request failed')
    return problemOf(context, error)
  })
  return app
}
