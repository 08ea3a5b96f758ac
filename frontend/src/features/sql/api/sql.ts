import { type SqlRequest, sqlAnswer, sqlHistory, sqlTables } from '@lakehouse/contracts/api/sql.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'
import { sendJson } from '../../../lib/api/send-json.ts'

/** What was asked, newest first. */
export const historyQuery = apiQuery('/api/sql', sqlHistory)
/** What there is to query. */
export const tablesQuery = apiQuery('/api/sql/tables', sqlTables)
/** Tables come and go rarely, milliseconds. */
export const TABLES_SLOWEST_MS = 60_000

/** One statement with its rows so far. */
export const executionQuery = (id: number) => apiQuery(`/api/sql/${id}`, sqlAnswer)

export const beginSql = (request: SqlRequest) => sendJson('POST', '/api/sql', request, sqlAnswer)
export const cancelSql = (id: number) => sendJson('DELETE', `/api/sql/${id}`, {}, sqlAnswer)
