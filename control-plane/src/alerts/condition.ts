import type { AlertRule, AlertSeverity } from '@lakehouse/contracts/api/alerts.ts'
import type { Blind, Reading } from '../pipeline/reading.ts'

/** Something that is the case and should not be. */
export interface Trouble {
  /** The same for the same trouble in every round. */
  readonly key: string
  readonly severity: AlertSeverity
  readonly object: string
  /** The job whose planned operations explain it; null when it belongs to none. */
  readonly job: string | null
  readonly title: string
  readonly cause: string
  readonly action: string
  /** Since when, milliseconds since 1970, where the reading tells; otherwise it counts from the round that saw it first. */
  readonly since?: number
}

/** What the watchdog looks for in a reading. */
export interface Condition {
  readonly rule: AlertRule
  /** How long it must be so before it is an alert, milliseconds. */
  readonly forMs: number
  /** What it cannot judge without: what it said before stays while one of these could not be looked at. */
  readonly needs: readonly Blind['what'][]
  readonly find: (reading: Reading) => Iterable<Trouble>
}

/** `93 s`, `4 min`. */
export function ago(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
