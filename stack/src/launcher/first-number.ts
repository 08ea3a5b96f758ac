import { namedQueries } from '@lakehouse/contracts/api/overview.ts'
import { queryResult } from '@lakehouse/contracts/api/query-result.ts'
import { httpUrl, type Ports } from '@lakehouse/contracts/endpoints.ts'
import type { Readiness } from '../supervisor/service-spec.ts'

const answer = queryResult(namedQueries.ride_states)

/** Ready when the control plane answers, from Trino, with a ride that was produced after `since`. */
export function firstLiveNumber(ports: Ports, since: Date): Readiness {
  const url = `${httpUrl(ports, 'controlPlane')}/api/queries/ride_states`
  return {
    what: `${url} shows a ride produced since the start`,
    timeoutMs: 300_000,
    check: async (signal) => {
      const response = await fetch(url, { signal })
      if (!response.ok) throw new Error(`HTTP ${response.status}: ${(await response.text()).slice(0, 300)}`)
      const { rows, state, cause, newest_event_time } = answer.parse(await response.json())
      if (state === 'stale') throw new Error(`stale: ${cause}`)
      if (rows.length === 0 || newest_event_time === null) throw new Error('no rides yet')
      if (new Date(newest_event_time) < since) throw new Error(`the newest ride is of ${newest_event_time}`)
    },
  }
}
