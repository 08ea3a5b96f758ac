import { type Health, type PartHealth, partNames } from '@lakehouse/contracts/api/health.ts'
import { explain } from '../errors.ts'
import { BriefCache } from '../lib/brief-cache.ts'
import type { Probe } from './probes.ts'

const PROBE_DEADLINE_MS = 3_000
const REUSE_MS = 1_000
/** A part that answered this recently and is late now is slow, for it may only be waiting for a core; after that it is down. */
const SLOW_MS = 30_000

type Probes = Readonly<Record<PartHealth['name'], Probe>>
type Reading = Omit<Health, 'server_now'>

/** The state of every part, each asked by its own probe, all at once, once a second for all viewers. */
export class StackHealth {
  readonly #reading: BriefCache<Reading>

  constructor(probes: Probes, deadlineMs: number = PROBE_DEADLINE_MS) {
    const answeredAt = new Map<PartHealth['name'], number>()
    this.#reading = new BriefCache(REUSE_MS, () => readAll(probes, deadlineMs, answeredAt))
  }

  async read(): Promise<Health> {
    return { ...(await this.#reading.get()), server_now: new Date().toISOString() }
  }
}

type AnsweredAt = Map<PartHealth['name'], number>

async function readAll(probes: Probes, deadlineMs: number, answeredAt: AnsweredAt): Promise<Reading> {
  const parts = await Promise.all(partNames.map((name) => readOne(name, probes[name], deadlineMs, answeredAt)))
  return { state: worst(parts), parts, checked_at: new Date().toISOString() }
}

async function readOne(
  name: PartHealth['name'],
  probe: Probe,
  deadlineMs: number,
  answeredAt: AnsweredAt,
): Promise<PartHealth> {
  const begun = performance.now()
  const latency = () => Math.round(performance.now() - begun)
  try {
    // The probe's own deadline is the later one, so that being late is told apart from any other failure.
    const { detail, degraded = false } = await withDeadline(probe(2 * deadlineMs), deadlineMs)
    answeredAt.set(name, Date.now())
    return { name, state: degraded ? 'degraded' : 'up', detail, latency_ms: latency() }
  } catch (error) {
    const silentMs = Date.now() - (answeredAt.get(name) ?? 0)
    if (!(error instanceof Late) || silentMs > SLOW_MS)
      return { name, state: 'down', detail: explain(error), latency_ms: null }
    const detail = `${error.message}; it answered ${Math.round(silentMs / 1000)} s ago`
    return { name, state: 'degraded', detail, latency_ms: null }
  }
}

class Late extends Error {}

/** Not every client can be given a deadline; this one holds for all. */
function withDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`no answer in ${deadlineMs} ms`)), deadlineMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function worst(parts: readonly PartHealth[]): Health['state'] {
  const states = new Set(parts.map((part) => part.state))
  return states.has('down') ? 'down' : states.has('degraded') ? 'degraded' : 'up'
}
