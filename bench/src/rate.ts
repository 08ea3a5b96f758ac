import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { tableFreshness } from '@lakehouse/contracts/api/overview.ts'
import { pipeline } from '@lakehouse/contracts/api/pipeline.ts'
import { queryResult } from '@lakehouse/contracts/api/query-result.ts'
import { type Ports, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome, projectRoot } from '@lakehouse/contracts/locations.ts'
import { producerStatus, producerStatusFile } from '@lakehouse/contracts/producer-status.ts'
import { max, quantile } from 'd3-array'
import { ask } from './control-plane.ts'

const LOOK_MS = 5_000
/** A rate is held when no more than this much of it waits in Kafka at the end … */
const HELD_LAG_S = 5
/** … and this part of it was really acknowledged. */
const HELD_SHARE = 0.97
const CATCH_UP_DEADLINE_MS = 600_000
/** The table with the most rows; its age stands for the way from event to Trino. */
const FRESHNESS_OF = 'iceberg_ride_event_log'

export interface RateResult {
  readonly events_per_second: number
  readonly acknowledged_per_second: number
  /** Records waiting in Kafka for the slower job, after the first minute and at the end. */
  readonly lag_after_minute: number
  readonly lag_at_end: number
  /** Age of the newest event that Trino knows, seconds. */
  readonly age_p50_s: number
  readonly age_p95_s: number
  readonly held: boolean
}

/**
 * Writes events at this rate for so many minutes into a stack that has no producer of its own, and tells whether the
 * jobs kept up. Afterwards waits until nothing waits in Kafka any more.
 * @throws {Error} when the producer ends badly, a part does not answer, or the jobs do not catch up in 10 minutes.
 */
export async function measureRate(env: NodeJS.ProcessEnv, rate: number, minutes: number): Promise<RateResult> {
  const ports = resolvePorts(env)
  const seconds = minutes * 60
  const main = join(projectRoot, 'producer', 'src', 'main.ts')
  const producer = spawn(process.execPath, [main, '--rate', String(rate), '--duration', String(seconds)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(producer, 'exit') as Promise<[number | null]>
  const began = Date.now()
  const looks: { readonly at: number; readonly lag: number; readonly age: number }[] = []
  while (Date.now() - began < seconds * 1_000 - LOOK_MS) {
    await sleep(LOOK_MS)
    looks.push({ at: Date.now() - began, lag: await lagOf(ports), age: await ageOf(ports) })
  }
  const [code] = await ended
  if (code !== 0) throw new Error(`the producer ended with ${code} at ${rate} events/s; see above for its reason`)
  const status = producerStatus.parse(JSON.parse(readFileSync(producerStatusFile(lakehouseHome(env)), 'utf8')))
  const { heartbeat: _, ...kinds } = status.acknowledged
  const acknowledged = Object.values(kinds).reduce((sum, count) => sum + count, 0) / seconds
  const ages = looks.filter(({ at }) => at > 60_000).map(({ age }) => age)
  const lagAtEnd = looks.at(-1)?.lag ?? 0
  await caughtUp(ports)
  return {
    events_per_second: rate,
    acknowledged_per_second: Math.round(acknowledged),
    lag_after_minute: looks.find(({ at }) => at >= 60_000)?.lag ?? 0,
    lag_at_end: lagAtEnd,
    age_p50_s: quantile(ages, 0.5) ?? Number.NaN,
    age_p95_s: quantile(ages, 0.95) ?? Number.NaN,
    held: acknowledged >= rate * HELD_SHARE && lagAtEnd <= rate * HELD_LAG_S,
  }
}

/** Records in Kafka that the slower job has not read. */
async function lagOf(ports: Ports): Promise<number> {
  const { splits } = await ask(ports, '/api/pipeline', pipeline)
  const lags = [...Map.groupBy(splits, ({ job }) => job).values()].map((some) =>
    some.reduce((sum, { lag_records }) => sum + (lag_records ?? 0), 0),
  )
  return max(lags) ?? 0
}

async function ageOf(ports: Ports): Promise<number> {
  const { rows } = await ask(ports, '/api/queries/table_freshness', queryResult(tableFreshness))
  const newest = rows.find(({ table_name }) => table_name === FRESHNESS_OF)?.newest_event_time
  return newest == null ? Number.POSITIVE_INFINITY : (Date.now() - Date.parse(newest)) / 1_000
}

async function caughtUp(ports: Ports): Promise<void> {
  const deadline = Date.now() + CATCH_UP_DEADLINE_MS
  while ((await lagOf(ports)) > 0) {
    if (Date.now() > deadline) throw new Error('the jobs did not catch up with Kafka within 10 minutes')
    await sleep(LOOK_MS)
  }
}
