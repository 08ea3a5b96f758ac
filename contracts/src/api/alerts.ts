import { z } from 'zod'

/** What the watchdog looks for; each is a file of its own in control-plane/src/alerts/conditions. */
export const alertRules = [
  'part-down',
  'job-not-running',
  'restart-loop',
  'no-checkpoint',
  'no-commit',
  'watermark-stalled',
  'silent-partition',
  'lag-growing',
] as const
export type AlertRule = (typeof alertRules)[number]

export const alertSeverities = ['critical', 'warning'] as const
export type AlertSeverity = (typeof alertSeverities)[number]

/** `past`: what it was raised for is no longer so. */
export const alertStates = ['open', 'acknowledged', 'silenced', 'past'] as const
export type AlertState = (typeof alertStates)[number]

/** One attempt after another to tell the webhook. */
export const alertDelivery = z.object({
  event: z.enum(['opened', 'resolved']),
  state: z.enum(['waiting', 'delivered', 'given_up']),
  attempts: z.int(),
  /** Of the newest attempt: its HTTP status or error. */
  detail: z.string().nullable(),
  at: z.iso.datetime().nullable(),
})

export const alert = z.object({
  id: z.int(),
  rule: z.enum(alertRules),
  severity: z.enum(alertSeverities),
  state: z.enum(alertStates),
  /** The job, partition, table or part it is about. */
  object: z.string(),
  /** What is the case, in one line. */
  title: z.string(),
  /** Why, as far as it can be told. */
  cause: z.string(),
  /** What to do about it. */
  action: z.string(),
  /** Since when it is so; it was raised at `opened_at`, once it had lasted as long as its rule demands. */
  since: z.iso.datetime(),
  opened_at: z.iso.datetime(),
  /** When it was last seen to be so. */
  seen_at: z.iso.datetime(),
  resolved_at: z.iso.datetime().nullable(),
  acknowledged_by: z.string().nullable(),
  acknowledged_at: z.iso.datetime().nullable(),
  /** Until when it is silenced; null when it is not, or for as long as an operation on its job lasts. */
  silenced_until: z.iso.datetime().nullable(),
  /** Why it is silenced: the reason somebody gave, or the operation under way. */
  silenced_because: z.string().nullable(),
  deliveries: z.array(alertDelivery),
})
export type Alert = z.infer<typeof alert>

/** `GET /api/alerts?past=N`: what is so now, worst and oldest first, then the last N that were. */
export const alertList = z.object({
  alerts: z.array(alert),
  /** Alerts that want somebody: open, neither acknowledged nor silenced. */
  open: z.int(),
  /** Whether alerts are told to a webhook, and to which host; never its whole address. */
  webhook: z.string().nullable(),
  /** What the watchdog could not look at in its newest round, and so cannot vouch for. */
  blind: z.array(z.object({ what: z.string(), cause: z.string() })),
  /** When the watchdog last looked; null before its first round. */
  checked_at: z.iso.datetime().nullable(),
  server_now: z.iso.datetime(),
})
export type AlertList = z.infer<typeof alertList>

/** `POST /api/alerts/{id}/acknowledge`: somebody looks after it; it is no longer counted as open. */
export const acknowledgeRequest = z.object({ reason: z.string().trim().max(500).default('') })
/** `POST /api/alerts/{id}/silence`: neither counted nor told to the webhook for this long. 0 ends a silence. */
export const silenceRequest = z.object({
  minutes: z
    .int()
    .min(0)
    .max(7 * 24 * 60),
  reason: z.string().trim().max(500).default(''),
})
/** The answer to both: the alert as it is now, and the journal's entry. */
export const alertChanged = z.object({ alert, operation: z.int() })
export type AlertChanged = z.infer<typeof alertChanged>
