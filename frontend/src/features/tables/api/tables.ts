import { operationBegun } from '@lakehouse/contracts/api/jobs.ts'
import {
  type MaintenanceAction,
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
import { apiQuery } from '../../../lib/api/api-query.ts'
import { sendJson } from '../../../lib/api/send-json.ts'

/** How many versions the scrubber reaches over; the command line shows more. */
const SCRUBBED = 1_000
const PREVIEWED = 50

const path = (table: string) => `/api/tables/${encodeURIComponent(table)}`

/** Every Iceberg table in a row. */
export const tablesQuery = apiQuery('/api/tables', tableList)

export const tableQuery = (table: string) => apiQuery(path(table), tableDetail)
export const filesQuery = (table: string) => apiQuery(`${path(table)}/files`, tableFiles)
export const snapshotsQuery = (table: string) => apiQuery(`${path(table)}/snapshots?limit=${SCRUBBED}`, tableSnapshots)
/** A plan lists the table's objects and reads its manifests, which on a busy machine takes its time. */
export const planQuery = (table: string) => apiQuery(`${path(table)}/maintenance`, maintenancePlan, 120_000)
export const diffQuery = (table: string, from: string, to: string) =>
  apiQuery(`${path(table)}/diff?from=${from}&to=${to}&limit=${PREVIEWED}`, tableDiff)
export const previewQuery = (table: string, snapshot: string) =>
  apiQuery(`${path(table)}/preview?limit=${PREVIEWED}${snapshot === '' ? '' : `&snapshot=${snapshot}`}`, tablePreview)
export const rollbackQuery = (table: string, snapshot: string) =>
  apiQuery(`${path(table)}/rollback?snapshot=${snapshot}`, rollbackPlan)
export const surgeThenQuery = (at: string) => apiQuery(`/api/time-travel/surge?at=${encodeURIComponent(at)}`, surgeThen)
export const maintain = (table: string, actions: readonly MaintenanceAction[]) =>
  sendJson('POST', `${path(table)}/maintenance`, { actions }, operationBegun)
export const rollBack = (table: string, snapshot: string) =>
  sendJson('POST', `${path(table)}/rollback`, { snapshot_id: snapshot, confirm: table }, operationBegun)
export const layOut = (table: string, partitioning: readonly string[]) =>
  sendJson('POST', `${path(table)}/partitioning`, { partitioning, confirm: table }, operationBegun)
