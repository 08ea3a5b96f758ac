import { useCityColors } from '../../../lib/city-color.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { rideStatesQuery } from './ride-states.ts'
import { zoneSurgeQuery } from './zone-surge.ts'

/** Cities with a ride in the last hour or a zone in the last 5 minutes, by name, each with its colour. */
export function useCities(): ReadonlyMap<string, string> {
  const zones = usePolledQuery(zoneSurgeQuery).data?.rows ?? []
  const rides = usePolledQuery(rideStatesQuery).data?.rows ?? []
  return useCityColors([...zones, ...rides].map((row) => row.city))
}
