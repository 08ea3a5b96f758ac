import { type Health, type PartHealth, partNames } from '@lakehouse/contracts/api/health.ts'
import { explain } from '../errors.ts'
import { BriefCache } from '../lib/brief-cache.ts'
import type { Probe } from './probes.ts'

const PROBE_DEADLINE_MS = 3_000
const REUSE_MS = 1_000

type Probes = Readonly<Record<PartHealth['name'], Probe>>
type Reading = Omit<Health, 'server_now'>

/** The state of every part, each asked by its own probe, all at once, once a second for all viewers. */
export class StackHealth {
  readonly #reading: BriefCache<Reading>

  constructor(probes: Probes, deadlineMs: number = PROBE_DEADLINE_MS) {
    this.#reading = new BriefCache(REUSE_MS, () => readAll(probes, deadlineMs))
  }

  async read(): Promise<Health> {
    return { ...(await this.#reading.get()), server_now: new Date().toISOString() }
  }
}

async function readAll(probes: Probes, deadlineMs: number): Promise<Reading> {
  const parts = await Promise.all(partNames.map((name) => readOne(name, probes[name], deadlineMs)))
  return { state: worst(parts), parts, checked_at: new Date().toISOString() }
}

async function readOne(name: PartHealth['name'], probe: Probe, deadlineMs: number): Promise<PartHealth> {
  const begun = performance.now()
  const latency = () => Math.round(performance.now() - begun)
  try {
    const { detail, degraded = false } = await withDeadline(probe(deadlineMs), deadlineMs)
    return { name, state: degraded ? 'degraded' : 'up', detail, latency_ms: latency() }
  } catch (error) {
    return { name, state: 'down', detail: explain(error), latency_ms: null }
  }
}

/** Not every client can be given a deadline; this one holds for all. */
function withDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${deadlineMs} ms; run: npm run status`)), deadlineMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function worst(parts: readonly PartHealth[]): Health['state'] {
  const states = new Set(parts.map((part) => part.state))
  return states.has('down') ? 'down' : states.has('degraded') ? 'degraded' : 'up'
}
