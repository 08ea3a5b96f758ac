import { usePolledQuery } from '../../lib/polling/use-polled-query.ts'
import { useNow } from '../../lib/use-now.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { useCity } from '../../lib/view.ts'
import { driverPositionsQuery } from './api/driver-positions.ts'
import { zoneSurgeQuery } from './api/zone-surge-at.ts'
import { parseMoment } from './moment.ts'

/** The past does not change: asked again this rarely, milliseconds. */
const PAST_MS = 60_000
/** Positions change once a driver pings, every 5 s. */
const DRIVERS_MS = 2_000

/** What the map shows: one city at one moment, both in the address. */
export function useMapView() {
  const [chosen] = useCity()
  const [text] = useUrlState<string>('at', '')
  const now = useNow()
  const moment = parseMoment(text, now)
  const at = moment === null ? null : new Date(moment).toISOString()
  const surge = usePolledQuery(zoneSurgeQuery(at), at === null ? 0 : PAST_MS)
  const named = new Set((surge.data?.rows ?? []).map((row) => row.city))
  const city = chosen ?? [...named].sort()[0] ?? null
  const positions = usePolledQuery(driverPositionsQuery(city ?? '', at), at === null ? DRIVERS_MS : PAST_MS)
  return {
    city,
    /** Milliseconds; null is live. */
    moment,
    cities: [...new Set([...named, ...(positions.data?.cities ?? [])])].sort(),
    zones: (surge.data?.rows ?? []).filter((row) => row.city === city),
    drivers: positions.data?.drivers ?? [],
    positions,
    surge,
  }
}
