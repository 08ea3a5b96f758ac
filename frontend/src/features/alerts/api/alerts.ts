import { alertChanged, alertList } from '@lakehouse/contracts/api/alerts.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'
import { sendJson } from '../../../lib/api/send-json.ts'

/** What is wrong now, worst first, and the last that was. */
export const alertsQuery = apiQuery('/api/alerts?past=100', alertList)
/** The watchdog looks no more often than this, milliseconds. */
export const ALERTS_SLOWEST_MS = 5_000

export function acknowledge(id: number, reason: string) {
  return sendJson('POST', `/api/alerts/${id}/acknowledge`, { reason }, alertChanged)
}

/** 0 minutes end a silence. */
export function silence(id: number, minutes: number, reason: string) {
  return sendJson('POST', `/api/alerts/${id}/silence`, { minutes, reason }, alertChanged)
}
