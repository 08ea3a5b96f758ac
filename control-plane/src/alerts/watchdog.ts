import { setTimeout as sleep } from 'node:timers/promises'
import type { Alert, AlertList } from '@lakehouse/contracts/api/alerts.ts'
import type { Operation } from '@lakehouse/contracts/api/operations.ts'
import { NotFound, UserError } from '../errors.ts'
import type { Begun, Journal } from '../journal/journal.ts'
import { ToldOnce } from '../lib/told-once.ts'
import type { Reading } from '../pipeline/reading.ts'
import type { AlertFile, AlertRow } from './alert-file.ts'
import type { Condition } from './condition.ts'
import { pauseAfter, tell } from './webhook.ts'

const EVERY_MS = 5_000
/** Gone in this many rounds in a row is gone: one look between two restarts says nothing. */
const ROUNDS_TO_RESOLVE = 2
/** After an operation its job gets this long to complete a checkpoint and commit. */
const GRACE_MS = 60_000
/** An operation that takes longer explains nothing any more: it hangs, and that is for somebody to see. */
const LONGEST_OPERATION_MS = 15 * 60_000
const FORGET_EVERY_MS = 60 * 60_000

export interface WatchdogParts {
  readonly look: () => Promise<Reading>
  readonly conditions: readonly Condition[]
  readonly file: AlertFile
  readonly journal: Pick<Journal, 'list' | 'begin'>
  readonly webhook: URL | null
  readonly warn: (line: string) => void
}

/** Who acknowledges or silences. */
export type Asking = Pick<Begun, 'actor' | 'source'>

/** Looks at the pipeline all the time, opens and resolves alerts, and tells the webhook. */
export class Watchdog {
  readonly #parts: WatchdogParts
  readonly #stop = new AbortController()
  readonly #attempts: ToldOnce
  readonly #pending = new Map<string, number>()
  readonly #gone = new Map<number, number>()
  #reading: Reading | undefined
  #forgotAt = 0

  constructor(parts: WatchdogParts) {
    this.#parts = parts
    this.#attempts = new ToldOnce((problem) => parts.warn(`the watchdog cannot look: ${problem}`))
  }

  /** The newest reading; undefined before the first round. */
  get reading(): Reading | undefined {
    return this.#reading
  }

  /** Watches until `stop`. */
  async watch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#attempts.attempt(async () => {
        this.judge(await this.#parts.look())
        await this.deliver(Date.now())
      })
      await sleep(EVERY_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined)
    }
  }

  stop(): void {
    this.#stop.abort()
  }

  /** Opens, renews and resolves alerts by what a reading shows. */
  judge(reading: Reading): void {
    this.#reading = reading
    const now = reading.at
    const blind = new Set<string>(reading.blind.map(({ what }) => what))
    const seen = new Set<string>()
    const judged = new Set<string>()
    for (const { rule, forMs, needs, find } of this.#parts.conditions) {
      if (needs.some((what) => blind.has(what))) continue
      judged.add(rule)
      for (const trouble of find(reading)) {
        const name = `${rule} ${trouble.key}`
        seen.add(name)
        const first = Math.min(this.#pending.get(name) ?? now, trouble.since ?? now)
        this.#pending.set(name, first)
        if (now - first >= forMs) this.#parts.file.open(rule, trouble, first, now)
      }
    }
    for (const name of this.#pending.keys())
      if (!seen.has(name) && judged.has(name.split(' ')[0] ?? '')) this.#pending.delete(name)
    for (const alert of this.#parts.file.openAlerts(now)) {
      // A job that could not be looked at has not recovered.
      const unseen = !judged.has(alert.rule) || (alert.job !== null && blind.has(`job ${alert.job}`))
      this.#resolveOrKeep(alert, seen.has(`${alert.rule} ${alert.key}`) || unseen, now)
    }
    this.#wantDeliveries(now)
    this.#forget(now)
  }

  /** Tells the webhook what it has not been told yet. */
  async deliver(now: number): Promise<void> {
    const { file, webhook } = this.#parts
    if (webhook === null) return
    for (const { alert: id, event, attempts } of file.dueDeliveries(now)) {
      const row = file.alert(id, now)
      const pause = pauseAfter(attempts + 1)
      if (row === null || !file.claimDelivery(id, event, attempts, now + (pause ?? 0))) continue
      const { delivered, detail } = await tell(webhook, event, this.#alert(row, now))
      file.endDelivery(id, event, delivered ? 'delivered' : pause === null ? 'given_up' : 'waiting', detail, Date.now())
    }
  }

  list(most: number): AlertList {
    const now = Date.now()
    const { file, webhook } = this.#parts
    const open = file.openAlerts(now).map((row) => this.#alert(row, now))
    const past = file.pastAlerts(most).map((row) => this.#alert(row, now))
    return {
      alerts: [...open, ...past],
      open: open.filter(({ state }) => state === 'open').length,
      webhook: webhook?.host ?? null,
      blind: (this.#reading?.blind ?? []).map(({ what, cause }) => ({ what, cause })),
      checked_at: this.#reading === undefined ? null : iso(this.#reading.at),
      server_now: iso(now),
    }
  }

  /** @throws {NotFound} when there is no such alert. @throws {UserError} when it is past. */
  acknowledge(id: number, reason: string, asking: Asking): { alert: Alert; operation: number } {
    return this.#change(id, 'alert.acknowledge', asking, { reason }, (row, now) => {
      this.#parts.file.acknowledge(id, asking.actor, now)
      return `${asking.actor} looks after: ${row.title}`
    })
  }

  /** 0 minutes end a silence. @throws {NotFound} when there is no such alert. @throws {UserError} when it is past. */
  silence(id: number, minutes: number, reason: string, asking: Asking): { alert: Alert; operation: number } {
    return this.#change(id, 'alert.silence', asking, { minutes, reason }, (row, now) => {
      this.#parts.file.silence(row, now + minutes * 60_000, reason === '' ? `${asking.actor} gave no reason` : reason)
      return minutes === 0 ? `no longer silent: ${row.title}` : `silent for ${minutes} min: ${row.title}`
    })
  }

  #change(
    id: number,
    kind: string,
    { actor, source }: Asking,
    details: Readonly<Record<string, unknown>>,
    work: (row: AlertRow, now: number) => string,
  ): { alert: Alert; operation: number } {
    const now = Date.now()
    const row = this.#parts.file.alert(id, now)
    if (row === null) throw new NotFound(`there is no alert ${id}`, 'Open ones: GET /api/alerts')
    if (row.resolved_at !== null)
      throw new UserError(`alert ${id} is past since ${iso(row.resolved_at)}`, 'Nothing is left to do about it.')
    const about = { alert: id, rule: row.rule, key: row.key, title: row.title }
    const operation = this.#parts.journal.begin({
      kind,
      object: row.object,
      actor,
      source,
      details: { ...details, ...about },
    })
    operation.end('succeeded', work(row, now))
    return { alert: this.#alert(this.#parts.file.alert(id, now) ?? row, now), operation: operation.id }
  }

  #resolveOrKeep(alert: AlertRow, still: boolean, now: number): void {
    const rounds = still ? 0 : (this.#gone.get(alert.id) ?? 0) + 1
    this.#gone.set(alert.id, rounds)
    if (rounds < ROUNDS_TO_RESOLVE) return
    this.#gone.delete(alert.id)
    this.#parts.file.resolve(alert.id, now)
    // Whoever was told that it began is told that it ended.
    const told = this.#parts.file.deliveries(alert.id).some(({ event }) => event === 'opened')
    if (told) this.#parts.file.wantDelivery(alert.id, 'resolved', now)
  }

  #wantDeliveries(now: number): void {
    if (this.#parts.webhook === null) return
    for (const row of this.#parts.file.openAlerts(now))
      if (this.#alert(row, now).state === 'open') this.#parts.file.wantDelivery(row.id, 'opened', now)
  }

  #alert(row: AlertRow, now: number): Alert {
    const planned = row.resolved_at === null ? this.#planned(row.job, now) : null
    const silent = row.silenced_until !== null
    const because = row.silenced_reason ?? planned
    return {
      id: row.id,
      rule: row.rule,
      severity: row.severity,
      state:
        row.resolved_at !== null
          ? 'past'
          : because !== null
            ? 'silenced'
            : row.acknowledged_at !== null
              ? 'acknowledged'
              : 'open',
      object: row.object,
      title: row.title,
      cause: row.cause,
      action: row.action,
      since: iso(row.since),
      opened_at: iso(row.opened_at),
      seen_at: iso(row.seen_at),
      resolved_at: row.resolved_at === null ? null : iso(row.resolved_at),
      acknowledged_by: row.acknowledged_by,
      acknowledged_at: row.acknowledged_at === null ? null : iso(row.acknowledged_at),
      silenced_until: silent ? iso(row.silenced_until ?? now) : null,
      silenced_because: because,
      deliveries: this.#parts.file.deliveries(row.id).map(({ at, ...delivery }) => ({
        ...delivery,
        at: at === null ? null : iso(at),
      })),
    }
  }

  /** The operation that explains trouble with a job: under way on it, or ended a moment ago. */
  #planned(job: string | null, now: number): string | null {
    if (job === null) return null
    const ofJob = ({ kind, started_at, ended_at }: Operation) =>
      kind.startsWith('job.') &&
      (ended_at === null ? now - Date.parse(started_at) < LONGEST_OPERATION_MS : now - Date.parse(ended_at) < GRACE_MS)
    const operation = this.#parts.journal.list({ limit: 5, object: job }).find(ofJob)
    if (operation === undefined) return null
    const when = operation.ended_at === null ? 'is under way' : 'has just ended'
    return `operation ${operation.id} (${operation.kind} of ${job}) ${when}`
  }

  #forget(now: number): void {
    if (now - this.#forgotAt < FORGET_EVERY_MS) return
    this.#forgotAt = now
    this.#parts.file.forgetOld(now)
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
