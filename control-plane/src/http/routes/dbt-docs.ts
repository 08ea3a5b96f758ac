import { readFile } from 'node:fs/promises'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { apiProblem } from '../problem.ts'
import type { Services } from '../services.ts'

export const DBT_DOCS_PATH = '/dbt-docs'

/**
 * dbt's page is one file that carries its own scripts and data. They run in a sandbox: an origin of its own, which
 * reaches neither this API nor anything that the dashboard keeps in the browser.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "frame-ancestors 'none'",
  'sandbox allow-scripts allow-popups',
].join('; ')

/** Must come before what sets the policy of all other answers, to have the last word. */
export const dbtDocsPolicy: MiddlewareHandler = async (context, next) => {
  await next()
  if (context.res.status === 200) context.header('Content-Security-Policy', POLICY)
}

export function dbtDocsRoutes(app: OpenAPIHono, { analytics }: Services): void {
  app.get(DBT_DOCS_PATH, async (context) => {
    try {
      return context.html(await readFile(analytics.docsFile, 'utf8'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      const message = 'dbt’s documentation was not generated yet.'
      return apiProblem(context, 404, 'no_docs', message, 'Run: npm run dbt -- build')
    }
  })
}
