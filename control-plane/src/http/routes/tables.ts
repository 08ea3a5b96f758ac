import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { newestRows } from '@lakehouse/contracts/api/streams.ts'
import {
  maintenancePlan,
  rollbackPlan,
  surgeThen,
  tableDetail,
  tableDiff,
  tableFiles,
  tableList,
  tablePreview,
  tableSnapshots,
} from '@lakehouse/contracts/api/tables.ts'
import { type IcebergTable, icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { MOST_ROWS } from '../../queries/newest-rows.ts'
import type { Services } from '../services.ts'
import { answers } from './responses.ts'

const MOST_SNAPSHOTS = 5_000
const params = z.object({ table: z.string().min(1).max(300) })
const snapshot = z.string().regex(/^\d{1,19}$/)

const rowsRoute = createRoute({
  method: 'get',
  path: '/api/tables/{table}/rows',
  summary: 'The newest rows of an Iceberg table, newest first, every cell as text or null.',
  request: {
    params: z.object({ table: z.enum(icebergTableNames as [IcebergTable, ...IcebergTable[]]) }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(20) }),
  },
  responses: answers(newestRows, 'Newest rows, or the last good ones marked stale.'),
})

const listRoute = createRoute({
  method: 'get',
  path: '/api/tables',
  summary: 'Every Iceberg table with its size, files, health, newest commit and what is due.',
  responses: answers(tableList, 'Read from the catalog and the metadata files; Trino is not asked.'),
})

const detailRoute = createRoute({
  method: 'get',
  path: '/api/tables/{table}',
  summary: 'One table: columns, layouts, growth, maintenance, policy, definition.',
  request: { params },
  responses: answers(tableDetail, 'The table as its metadata file says.'),
})

const filesRoute = createRoute({
  method: 'get',
  path: '/api/tables/{table}/files',
  summary: 'Files of a table by layout, partition and kind.',
  request: { params },
  responses: answers(tableFiles, 'Read from the manifests, at most every 10 s.'),
})

const snapshotsRoute = createRoute({
  method: 'get',
  path: '/api/tables/{table}/snapshots',
  summary: 'The versions of a table, newest first.',
  request: { params, query: z.object({ limit: z.coerce.number().int().min(1).max(MOST_SNAPSHOTS).default(200) }) },
  responses: answers(tableSnapshots, 'Newest snapshots.'),
})

const diffRoute = createRoute({
  method: 'get',
  path: '/api/tables/{table}/diff',
  summary: 'What changed from one snapshot to a later one.',
  request: {
    params,
    query: z.object({
      from: snapshot,
      to: snapshot,
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  responses: answers(tableDiff, 'Counts, and some rows of each kind.'),
})

const previewRoute = createRoute({
  method: 'get',
  path: '/api/tables/{table}/preview',
  summary: 'Some rows as they were in a snapshot, or as they are.',
  request: {
    params,
    query: z.object({ snapshot: snapshot.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  },
  responses: answers(tablePreview, 'Rows, newest first where the table has a time.'),
})

const planRoute = createRoute({
  method: 'get',
  path: '/api/tables/{table}/maintenance',
  summary: 'What maintenance would do now. Changes nothing.',
  request: { params },
  responses: answers(maintenancePlan, 'One entry per action.'),
})

const rollbackRoute = createRoute({
  method: 'get',
  path: '/api/tables/{table}/rollback',
  summary: 'What a rollback to a snapshot would do. Changes nothing.',
  request: { params, query: z.object({ snapshot }) },
  responses: answers(rollbackPlan, 'Consequences in words, and why it would be refused, if it would.'),
})

const surgeRoute = createRoute({
  method: 'get',
  path: '/api/time-travel/surge',
  summary: 'The surge of every zone as it was visible at a past moment.',
  request: { query: z.object({ at: z.iso.datetime() }) },
  responses: answers(surgeThen, 'The newest commit at that moment, and what it showed.'),
})

export function tableRoutes(app: OpenAPIHono, { newestRows: rows, tables }: Services): void {
  app.openapi(rowsRoute, async (context) => {
    const { table } = context.req.valid('param')
    return context.json(await rows.of(table, context.req.valid('query').limit), 200)
  })
  app.openapi(listRoute, async (context) => context.json(await tables.list(), 200))
  app.openapi(detailRoute, async (context) => context.json(await tables.detail(context.req.valid('param').table), 200))
  app.openapi(filesRoute, async (context) => context.json(await tables.files(context.req.valid('param').table), 200))
  app.openapi(snapshotsRoute, async (context) => {
    const { table } = context.req.valid('param')
    return context.json(await tables.snapshots(table, context.req.valid('query').limit), 200)
  })
  app.openapi(diffRoute, async (context) => {
    const { from, to, limit } = context.req.valid('query')
    return context.json(await tables.diff(context.req.valid('param').table, from, to, limit), 200)
  })
  app.openapi(previewRoute, async (context) => {
    const { snapshot: id, limit } = context.req.valid('query')
    return context.json(await tables.preview(context.req.valid('param').table, id, limit), 200)
  })
  app.openapi(planRoute, async (context) => context.json(await tables.plan(context.req.valid('param').table), 200))
  app.openapi(rollbackRoute, async (context) => {
    const { table } = context.req.valid('param')
    return context.json(await tables.planRollback(table, context.req.valid('query').snapshot), 200)
  })
  app.openapi(surgeRoute, async (context) =>
    context.json(await tables.surgeThen(new Date(context.req.valid('query').at)), 200),
  )
}
