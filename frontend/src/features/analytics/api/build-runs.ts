import { BUILD_TASK } from '@lakehouse/contracts/api/analytics.ts'
import { runAnswer, runLog } from '@lakehouse/contracts/api/tasks.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'
import { sendJson } from '../../../lib/api/send-json.ts'

/** What a run has printed. */
export const runLogQuery = (id: number) => apiQuery(`/api/runs/${id}/log`, runLog)

/** Asks the task engine to build. */
export function runBuild(fullRefresh: boolean) {
  const parameters = { full_refresh: fullRefresh }
  return sendJson('POST', `/api/tasks/${BUILD_TASK}/runs`, { parameters }, runAnswer)
}
