/** One city's closed minute, every value as text; `last_updated` is the minute's end, which sorts as text. */
export interface CityMinute {
  readonly city: string
  readonly total_trips: string
  readonly average_fare: string
  readonly last_updated: string
}

export interface Difference {
  readonly city: string
  readonly problem: string
  readonly served: CityMinute | null
  readonly expected: CityMinute | null
}

/**
 * Holds what PostgreSQL serves against the closed minutes of the lakehouse. PostgreSQL is read in between: it may not be
 * older than what the lakehouse had `before`, and what it serves is a minute that the lakehouse has `after`, to the digit.
 * Flink writes it before it commits, so the lakehouse may follow a moment later: `isPending` tells those.
 */
export function compareCityMetrics(
  before: readonly CityMinute[],
  served: readonly CityMinute[],
  after: readonly CityMinute[],
): Difference[] {
  const newest = new Map<string, CityMinute>()
  for (const minute of before) {
    const known = newest.get(minute.city)
    if (known === undefined || known.last_updated < minute.last_updated) newest.set(minute.city, minute)
  }
  const rows = new Map(served.map((row) => [row.city, row]))
  const cities = [...new Set([...newest.keys(), ...rows.keys()])].sort()
  return cities.flatMap((city) => judge(city, newest.get(city) ?? null, rows.get(city) ?? null, after))
}

const PENDING = 'served, but no minute of the lakehouse'

/** Whether the next commit may put this right. */
export const isPending = ({ problem }: Difference) => problem === PENDING

function judge(
  city: string,
  oldest: CityMinute | null,
  served: CityMinute | null,
  after: readonly CityMinute[],
): Difference[] {
  if (served === null) return [{ city, problem: 'not served', served, expected: oldest }]
  if (oldest !== null && served.last_updated < oldest.last_updated) {
    return [{ city, problem: 'served minute is not the newest', served, expected: oldest }]
  }
  const expected = after.find((minute) => minute.city === city && minute.last_updated === served.last_updated) ?? null
  if (expected === null) return [{ city, problem: PENDING, served, expected }]
  const same = served.total_trips === expected.total_trips && served.average_fare === expected.average_fare
  return same ? [] : [{ city, problem: 'another number', served, expected }]
}
