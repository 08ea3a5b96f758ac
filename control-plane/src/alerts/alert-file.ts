import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { type Alert, alertRules, alertSeverities } from '@lakehouse/contracts/api/alerts.ts'
import { z } from 'zod'
import { openDatabase } from '../lib/database.ts'
import type { Trouble } from './condition.ts'

/** Past alerts are kept this long. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000

const alertRow = z.object({
  id: z.number(),
  rule: z.enum(alertRules),
  key: z.string(),
  severity: z.enum(alertSeverities),
  object: z.string(),
  job: z.string().nullable(),
  title: z.string(),
  cause: z.string(),
  action: z.string(),
  since: z.number(),
  opened_at: z.number(),
  seen_at: z.number(),
  resolved_at: z.number().nullable(),
  acknowledged_by: z.string().nullable(),
  acknowledged_at: z.number().nullable(),
  silenced_until: z.number().nullable(),
  silenced_reason: z.string().nullable(),
})
const deliveryRow = z.object({
  event: z.enum(['opened', 'resolved']),
  state: z.enum(['waiting', 'delivered', 'given_up']),
  attempts: z.number(),
  detail: z.string().nullable(),
  at: z.number().nullable(),
})
const dueRow = z.object({ alert: z.number(), event: z.enum(['opened', 'resolved']), attempts: z.number() })

export type AlertRow = z.infer<typeof alertRow>
export type Event = z.infer<typeof dueRow>['event']

type Values = Record<string, string | number | null>

/** Alerts, silences and deliveries, in `LAKEHOUSE_HOME/control-plane/alerts.db`. They outlive the control plane. */
export class AlertFile {
  readonly #database: DatabaseSync

  constructor(home: string) {
    this.#database = openDatabase(join(home, 'control-plane', 'alerts.db'), sql('schema'))
  }

  /** Opens the alert of a trouble, or renews it. */
  open(
    rule: Alert['rule'],
    { key, severity, object, job, title, cause, action }: Trouble,
    since: number,
    now: number,
  ): void {
    this.#run('open', { rule, key, severity, object, job, title, cause, action, since, now })
  }

  resolve(id: number, now: number): void {
    this.#run('resolve', { id, now })
  }

  /** Worst first, then the oldest. */
  openAlerts(now: number): AlertRow[] {
    return this.#rows('open_alerts', { now }, alertRow)
  }

  /** Those that ended last first. */
  pastAlerts(most: number): AlertRow[] {
    return this.#rows('past_alerts', { most }, alertRow)
  }

  alert(id: number, now: number): AlertRow | null {
    return this.#rows('alert', { id, now }, alertRow)[0] ?? null
  }

  acknowledge(id: number, by: string, now: number): void {
    this.#run('acknowledge', { id, by, now })
  }

  silence({ rule, key }: Pick<AlertRow, 'rule' | 'key'>, until: number, reason: string): void {
    this.#run('silence', { rule, key, until, reason })
  }

  deliveries(alert: number): z.infer<typeof deliveryRow>[] {
    return this.#rows('deliveries', { alert }, deliveryRow)
  }

  /** Puts down that the webhook is to be told; once for each alert and event. */
  wantDelivery(alert: number, event: Event, now: number): void {
    this.#run('want_delivery', { alert, event, now })
  }

  dueDeliveries(now: number): z.infer<typeof dueRow>[] {
    return this.#rows('due_deliveries', { now }, dueRow)
  }

  /** Takes an attempt for this process; false when another has taken it. */
  claimDelivery(alert: number, event: Event, attempts: number, nextAt: number): boolean {
    return this.#run('claim_delivery', { alert, event, attempts, next_at: nextAt }) === 1
  }

  endDelivery(
    alert: number,
    event: Event,
    state: 'waiting' | 'delivered' | 'given_up',
    detail: string,
    now: number,
  ): void {
    this.#run('end_delivery', { alert, event, state, detail, now })
  }

  forgetOld(now: number): void {
    this.#run('forget', { before: now - KEPT_MS })
  }

  close(): void {
    this.#database.close()
  }

  #run(name: string, values: Values): number {
    return Number(this.#database.prepare(sql(name)).run(values).changes)
  }

  #rows<Row extends z.ZodType>(name: string, values: Values, row: Row): z.infer<Row>[] {
    return this.#database
      .prepare(sql(name))
      .all(values)
      .map((each) => row.parse(each))
  }
}

function sql(name: string): string {
  return readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8')
}
