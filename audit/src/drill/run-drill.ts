import { setTimeout as delay } from 'node:timers/promises'
import { type AuditReport, audit } from '../audit.ts'
import { formatExamples } from '../report.ts'
import type { Stack } from '../stack.ts'
import { auditedTables } from '../tables.ts'
import type { Watch } from '../watch.ts'
import type { Drill } from './catalogue.ts'
import { type FuzzAccount, fuzz } from './fuzz.ts'
import { SeededRandom } from './random.ts'
import { awaitRecovery } from './recovery.ts'

/** Before a drill all is well when every job has a checkpoint and committed rows that are at most this old, milliseconds. */
const WELL_WITHIN_MS = 30_000
/** The fault falls within this long after the stack was seen to work, milliseconds. */
const MOMENT_MS = 10_000
const RECOVERY_DEADLINE_MS = 300_000
/** Windows that were open during the fault have closed and are final this long after it, milliseconds. */
const WINDOWS_CLOSED_MS = 75_000
/** Watermarks follow the clock by 5 s and a heartbeat; windows are judged up to this long ago, milliseconds. */
const SETTLING_MS = 10_000
const PATIENCE_MS = 240_000

/** How a drill went; times in seconds. */
export interface DrillResult {
  readonly drill: string
  readonly seed: number
  /** ISO-8601: when the (last) blow fell. */
  readonly at: string
  readonly faultLasted: number
  /** From the fault's end until every service was ready, until every job had checkpointed, until new rows were there. */
  readonly servicesReady: number | null
  readonly checkpointed: number | null
  readonly recovered: number | null
  readonly missing: number
  readonly extra: number
  readonly duplicated: number
  readonly differing: number
  readonly clean: boolean
  /** Some of the rows that differ, in words. */
  readonly examples: readonly string[]
  /** What went wrong, in words. */
  readonly faults: readonly string[]
  readonly fuzz: FuzzAccount | null
}

/**
 * Carries out one drill on the running stack: waits until all is well, does the harm at a moment the seed chooses,
 * measures how long it takes until new rows are committed again, and audits everything.
 * @throws {Error} when the stack is not well to begin with, or the signal's reason.
 */
export async function runDrill(drill: Drill, seed: number, stack: Stack, watch: Watch): Promise<DrillResult> {
  const say = { ...watch, progress: (text: string) => watch.progress(`${drill.name}: ${text}`) }
  await awaitRecovery(stack, Date.now() - WELL_WITHIN_MS, RECOVERY_DEADLINE_MS, say)
  const random = new SeededRandom(`${drill.name} ${seed}`)
  const moment = random.below(MOMENT_MS)
  say.progress(`seed ${seed}: ${drill.what}, in ${(moment / 1_000).toFixed(1)} s`)
  await delay(moment, undefined, { signal: watch.signal })

  const account = drill.fault === undefined ? await fuzz(stack, random, say) : null
  const begun = Date.now()
  const { begun: at, ended } = (await drill.fault?.(drill.service, random, say)) ?? { begun, ended: begun }
  const faults: string[] = []
  const recovery = await awaitRecovery(stack, ended, RECOVERY_DEADLINE_MS, say).catch((error: Error) => {
    watch.signal.throwIfAborted()
    faults.push(error.message)
    return null
  })
  const after = (time: number | undefined): number | null => (time === undefined ? null : (time - ended) / 1_000)
  if (recovery !== null) say.progress(`new rows ${after(recovery.newRows)?.toFixed(1)} s after it`)

  await delay(Math.max(0, ended + WINDOWS_CLOSED_MS - Date.now()), undefined, { signal: watch.signal })
  const options = { tables: auditedTables, until: undefined, settlingMs: SETTLING_MS, patienceMs: PATIENCE_MS }
  const report = await audit(stack, options, say).catch((error: Error) => {
    watch.signal.throwIfAborted()
    faults.push(`audit failed: ${error.message}`)
    return null
  })
  const accounted = account === null ? null : await account.settle(watch)
  faults.push(...(report?.faults ?? []), ...(accounted?.faults ?? []))
  return {
    drill: drill.name,
    seed,
    at: new Date(at).toISOString(),
    faultLasted: (ended - at) / 1_000,
    servicesReady: after(recovery?.servicesReady),
    checkpointed: after(recovery?.checkpointed),
    recovered: after(recovery?.newRows),
    ...sums(report),
    examples: formatExamples(report?.tables ?? []),
    clean: report?.clean === true && faults.length === 0,
    faults,
    fuzz: accounted,
  }
}

function sums(report: AuditReport | null) {
  const sum = (count: 'missing' | 'extra' | 'duplicated' | 'differing') =>
    (report?.tables ?? []).reduce((total, table) => total + table[count], 0)
  return { missing: sum('missing'), extra: sum('extra'), duplicated: sum('duplicated'), differing: sum('differing') }
}
