import type { IcebergTable } from '@lakehouse/contracts/tables.ts'

/**
 * How often a table normally gets something newer, seconds: events come all the time, surge windows every 10 s,
 * closed minutes every 60 s. Null: only when something unusual happens, so silence is no fault.
 */
const cadence: Record<IcebergTable, number | null> = {
  iceberg_ride_events: 5,
  iceberg_ride_event_log: 5,
  iceberg_driver_locations: 5,
  iceberg_ride_matches: 5,
  iceberg_surge_pricing: 10,
  iceberg_city_metrics: 60,
  iceberg_late_events: null,
  iceberg_dead_letters: null,
}

/** Watermark delay and the commit that follows the checkpoint, seconds. */
const PIPELINE_DELAY_S = 15

export type Verdict = 'fresh' | 'slow' | 'old' | 'idle' | 'never'

/** What the age of a table's newest event (by `now`, both in milliseconds) says of the pipeline behind it. */
export function freshnessVerdict(table: string, newestEvent: number | null, now: number): Verdict {
  const every = (cadence as Record<string, number | null | undefined>)[table]
  if (every == null) return 'idle'
  if (newestEvent === null) return 'never'
  const age = (now - newestEvent) / 1_000
  if (age <= every + PIPELINE_DELAY_S) return 'fresh'
  return age <= 5 * every + 4 * PIPELINE_DELAY_S ? 'slow' : 'old'
}
