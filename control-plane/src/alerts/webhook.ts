import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Alert } from '@lakehouse/contracts/api/alerts.ts'
import { z } from 'zod'
import { explain } from '../errors.ts'
import type { Event } from './alert-file.ts'

const DEADLINE_MS = 5_000
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 10 * 60_000
/** About an hour and a half of trying. */
const MOST_ATTEMPTS = 12

const file = z.object({ webhook_url: z.url({ protocol: /^https?$/ }) })

/**
 * Where alerts are told: `LAKEHOUSE_ALERT_WEBHOOK_URL`, or `webhook_url` in `LAKEHOUSE_HOME/control-plane/alerts.json`.
 * Only from there: an address that a caller gives would be called with this machine's rights. Null when neither is set.
 * @throws {Error} when what is set is no http address.
 */
export function webhookUrl(env: Readonly<Record<string, string | undefined>>, home: string): URL | null {
  const given = env.LAKEHOUSE_ALERT_WEBHOOK_URL
  if (given !== undefined && given !== '') return new URL(file.parse({ webhook_url: given }).webhook_url)
  try {
    return new URL(file.parse(JSON.parse(readFileSync(join(home, 'control-plane', 'alerts.json'), 'utf8'))).webhook_url)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export interface Told {
  readonly delivered: boolean
  readonly detail: string
}

/** Tells the webhook. What went wrong is an answer and no error: it is kept beside the alert and tried again. */
export async function tell(url: URL, event: Event, alert: Alert): Promise<Told> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
      headers: { 'content-type': 'application/json', 'user-agent': 'lakehouse-control-plane' },
      body: JSON.stringify({ event, alert: { ...alert, deliveries: undefined } }),
    })
    await response.body?.cancel()
    return { delivered: response.ok, detail: `HTTP ${response.status}` }
  } catch (error) {
    const late = (error as Error).name === 'TimeoutError'
    return { delivered: false, detail: late ? `no answer in ${DEADLINE_MS / 1000} s` : explain(error) }
  }
}

/** How long to wait after an attempt; null when it was the last. */
export function pauseAfter(attempts: number): number | null {
  return attempts >= MOST_ATTEMPTS ? null : Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS)
}
