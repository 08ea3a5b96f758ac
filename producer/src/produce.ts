import { setTimeout as sleep } from 'node:timers/promises'
import type { Heartbeat } from './heartbeat.ts'
import type { Ledger } from './ledger.ts'
import type { Publisher } from './publisher.ts'
import { affordableStep, SimulationClock } from './simulation/clock.ts'
import type { Faults, OutgoingRecord } from './simulation/faults.ts'
import type { World } from './simulation/world.ts'
import type { Statistics } from './statistics.ts'

/** Events of this long make one batch, milliseconds: few requests at 20,000 events/s, and still close to their event_time. */
const LINGER_MS = 100
/** No batch holds events of longer than this, nor takes longer if it can be helped: even its first event is far from late. */
const LONGEST_STEP_MS = 1_000

export interface Production {
  readonly world: World
  readonly faults: Faults
  readonly heartbeat: Heartbeat
  readonly publisher: Pick<Publisher, 'send'>
  readonly ledger: Pick<Ledger, 'append'>
  readonly statistics: Statistics
  /** Epoch milliseconds. */
  readonly startedAt: number
}

/**
 * Simulates and publishes until `stop` is aborted, then sends what is still held back. One batch at a time: while Kafka is
 * slow or away nothing is made, so nothing piles up.
 * @throws {Error} when Kafka refuses a batch for good, or `giveUp` is aborted before everything is acknowledged.
 */
export async function produce(production: Production, stop: AbortSignal, giveUp: AbortSignal): Promise<void> {
  const { world, faults, heartbeat, statistics, startedAt } = production
  const clock = new SimulationClock(startedAt)
  let longest = LONGEST_STEP_MS
  while (!stop.aborted) {
    const now = Date.now()
    const step = clock.step(now, longest)
    statistics.skipped(step.skipped)
    await deliver(production, [...faults.pass(world.advance(step), now), ...heartbeat.beat(now)], giveUp)
    longest = affordableStep(step.elapsed, Date.now() - now, { shortest: LINGER_MS, longest: LONGEST_STEP_MS })
    await pause(now + LINGER_MS - Date.now(), stop)
  }
  await deliver(production, faults.drain(Date.now()), giveUp)
}

async function deliver(
  { publisher, ledger, statistics }: Production,
  records: readonly OutgoingRecord[],
  giveUp: AbortSignal,
): Promise<void> {
  for await (const batches of publisher.send(records, giveUp)) {
    ledger.append(batches)
    statistics.acknowledged(batches, Date.now())
  }
}

async function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || stop.aborted) return
  try {
    await sleep(milliseconds, undefined, { signal: stop })
  } catch (error) {
    if (!stop.aborted) throw error
  }
}
