import {
  type ParameterValues,
  pauseAnswer,
  type RunLog,
  runAnswer,
  runDetail,
  runList,
  runLog,
} from '@lakehouse/contracts/api/tasks.ts'
import { type ApiQuery, apiQuery } from '../../../lib/api/api-query.ts'
import { getJson } from '../../../lib/api/get-json.ts'
import { sendJson } from '../../../lib/api/send-json.ts'
import { rememberFailures } from '../../../lib/polling/failures.ts'

/** As many runs as the timeline shows. */
const RUNS = 300
/** Lines of a log that the page keeps; the whole log is on the command line. */
const LINES = 4_000

/** The newest runs of all tasks. */
export const runsQuery = apiQuery(`/api/runs?limit=${RUNS}`, runList)

/** One run with its steps and attempts. */
export const runQuery = (id: number) => apiQuery(`/api/runs/${id}`, runDetail)

/** The log of a run as far as it is known; each reading asks only for what is new. */
export function runLogQuery(id: number): ApiQuery<RunLog> {
  const queryKey = ['api', `/api/runs/${id}/log`]
  return {
    queryKey,
    queryFn: rememberFailures(async ({ client, signal }): Promise<RunLog> => {
      let known = client.getQueryData<RunLog>(queryKey)
      if (known?.ended && !known.more) return known
      do {
        const page = await getJson(`/api/runs/${id}/log?after=${known?.next ?? 0}`, runLog, signal)
        known = { ...page, lines: [...(known?.lines ?? []), ...page.lines].slice(-LINES) }
      } while (known.more)
      return known
    }),
  }
}

export const beginRun = (task: string, parameters: ParameterValues) =>
  sendJson('POST', `/api/tasks/${encodeURIComponent(task)}/runs`, { parameters }, runAnswer)
export const cancelRun = (id: number) => sendJson('POST', `/api/runs/${id}/cancel`, {}, runAnswer)
export const retryRun = (id: number) => sendJson('POST', `/api/runs/${id}/retry`, {}, runAnswer)
export const pauseTask = (task: string, paused: boolean) =>
  sendJson('PUT', `/api/tasks/${encodeURIComponent(task)}/paused`, { paused }, pauseAnswer)
