import { useCityColors } from '../../../lib/city-color.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { cityMetricsQuery } from './city-metrics.ts'
import { rideStatesQuery } from './ride-states.ts'
import { surgeTrendQuery } from './surge-trend.ts'
import { zoneSurgeQuery } from './zone-surge.ts'

/** Every city that any answer of the page names, in order of name, each with its colour. */
export function useCities(): ReadonlyMap<string, string> {
  const answers = [
    usePolledQuery(zoneSurgeQuery).data,
    usePolledQuery(surgeTrendQuery).data,
    usePolledQuery(rideStatesQuery).data,
    usePolledQuery(cityMetricsQuery).data,
  ]
  return useCityColors(answers.flatMap((answer) => (answer?.rows ?? []).map((row) => row.city)))
}
