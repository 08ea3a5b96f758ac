import { quantile, rollups, sum } from 'd3-array'
import { z } from 'zod'

const percentiles = z.object({ asked: z.int(), p50_ms: z.number(), p95_ms: z.number() })

/** How fast the dashboard's queries were on one stack, and how many files they had to read, minute by minute. */
export const recording = z.object({
  label: z.string(),
  /** UTC. */
  began_at: z.iso.datetime(),
  machine: z.string(),
  /** Acknowledged events per second when the recording ended. */
  events_per_second: z.number(),
  upkeep: z.array(z.string()),
  /** Rounds that broke off because a part of the stack did not answer. */
  unanswered: z.int(),
  /** Over all queries and minutes, over the first five minutes, over the last five. */
  overall: percentiles,
  first: percentiles,
  last: percentiles,
  queries: z.array(percentiles.extend({ minute: z.int(), query: z.string() })),
  tables: z.array(
    z.object({ minute: z.int(), table: z.string(), data_files: z.int(), delete_files: z.int(), bytes: z.number() }),
  ),
})
export type Recording = z.infer<typeof recording>

/** One query's answer: in which minute of the recording, and how long it took from the call to the last row. */
export interface Timing {
  readonly minute: number
  readonly query: string
  readonly ms: number
}

/** Median and 95th percentile of some timings. @throws {Error} when there are none. */
export function percentilesOf(timings: readonly Timing[]): z.infer<typeof percentiles> {
  const sorted = timings.map(({ ms }) => ms)
  const [p50, p95] = [quantile(sorted, 0.5), quantile(sorted, 0.95)]
  if (p50 === undefined || p95 === undefined) throw new Error('no query was timed, so there is nothing to tell')
  return { asked: timings.length, p50_ms: Math.round(p50), p95_ms: Math.round(p95) }
}

/** How many files all tables had together, minute by minute. */
export function filesPerMinute({ tables }: Pick<Recording, 'tables'>): { minute: number; files: number }[] {
  const counted = rollups(
    tables,
    (some) => sum(some, ({ data_files, delete_files }) => data_files + delete_files),
    ({ minute }) => minute,
  )
  return counted.map(([minute, files]) => ({ minute, files }))
}

/** Timings as a recording keeps them: per minute and query, and as a whole. `minutes` is the recording's length. */
export function summarised(timings: readonly Timing[], minutes: number) {
  const edge = Math.min(5, minutes)
  const queries = [...Map.groupBy(timings, ({ minute, query }) => JSON.stringify([minute, query]))].map(
    ([key, some]) => {
      const [minute, query] = JSON.parse(key) as [number, string]
      return { minute, query, ...percentilesOf(some) }
    },
  )
  return {
    overall: percentilesOf(timings),
    first: percentilesOf(timings.filter(({ minute }) => minute < edge)),
    last: percentilesOf(timings.filter(({ minute }) => minute >= minutes - edge)),
    queries,
  }
}
