import { CITY_METRICS_WINDOW_S, SURGE_SLIDE_S } from '@lakehouse/contracts/semantics.ts'
import { Sparkline } from '../../../components/chart/sparkline.tsx'
import { onEvenSteps } from '../../../components/chart/time-grid.ts'
import { Figure } from '../../../components/figure.tsx'
import { Count, Money, Surge, WholeMoney } from '../../../components/number.tsx'
import { Time } from '../../../components/time.tsx'
import { meaningOf } from '../../../lib/glossary.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useCity } from '../../../lib/view.ts'
import { cityMetricsQuery } from '../api/city-metrics.ts'
import { rideStatesQuery } from '../api/ride-states.ts'
import { surgeTrendQuery } from '../api/surge-trend.ts'
import { zoneSurgeQuery } from '../api/zone-surge.ts'
import {
  activeRides,
  figuresByMinute,
  inCity,
  type MinuteFigures,
  surgeFigures,
  totalsByWindow,
  type WindowTotals,
} from '../figures.ts'
import styles from './key-figures.module.css'

/** Demand, supply, surge, rides and fares right now, each with its recent course. */
export function KeyFigures() {
  const [city] = useCity()
  const zones = usePolledQuery(zoneSurgeQuery)
  const trend = usePolledQuery(surgeTrendQuery)
  const rides = usePolledQuery(rideStatesQuery)
  const metrics = usePolledQuery(cityMetricsQuery)
  const surge = surgeFigures(inCity(zones.data?.rows ?? [], city))
  const windows = totalsByWindow(inCity(trend.data?.rows ?? [], city))
  const minutes = figuresByMinute(inCity(metrics.data?.rows ?? [], city))
  const minute = minutes.at(-1)
  const windowTrend = (read: (window: WindowTotals) => string | null, floor = 0) => (
    <Sparkline floor={floor} values={onEvenSteps(windows, SURGE_SLIDE_S * 1_000, read)} />
  )
  const minuteTrend = (read: (minute: MinuteFigures) => string | null) => (
    <Sparkline values={onEvenSteps(minutes, CITY_METRICS_WINDOW_S * 1_000, read)} />
  )
  const windowNote = surge && (
    <>
      60 s to <Time at={surge.windowEnd} />
    </>
  )
  const minuteNote = minute && (
    <>
      min to <Time at={minute.windowEnd} />
    </>
  )

  return (
    <ul className={styles.figures} aria-label="Key figures">
      <Figure
        label="Demand"
        meaning={`Demand: ${meaningOf('demand')} Summed over zones.`}
        feed={zones.feed}
        value={surge && <Count value={surge.demand} />}
        note={windowNote}
        trend={windowTrend((window) => window.demand)}
      />
      <Figure
        label="Supply"
        meaning={`Supply: ${meaningOf('supply')} Summed over zones: a driver seen in two zones within the window counts in both.`}
        feed={zones.feed}
        value={surge && <Count value={surge.supply} />}
        note={windowNote}
        trend={windowTrend((window) => window.supply)}
      />
      <Figure
        label="Mean surge"
        meaning={`Surge multiplier: ${meaningOf('surge multiplier')} Mean over zones, weighted by demand.`}
        feed={zones.feed}
        value={surge && <Surge value={surge.meanSurge} />}
        note={surge && 'mean by demand'}
        trend={windowTrend((window) => window.meanSurge, 1)}
      />
      <Figure
        label="Highest surge"
        meaning="The highest multiplier of any zone in the newest closed surge window, and in how many of the zones it is above 1.00×."
        feed={zones.feed}
        value={surge && <Surge value={surge.maxSurge} />}
        note={surge && `${surge.surgingZones} of ${surge.zones} zones`}
        trend={windowTrend((window) => window.maxSurge, 1)}
      />
      <Figure
        label="Active rides"
        meaning="Rides requested in the last hour that are still asked for or under way (REQUESTED or ACCEPTED)."
        feed={rides.feed}
        value={rides.data && <Count value={activeRides(inCity(rides.data.rows, city))} />}
        note={rides.data && 'of the last hour'}
      />
      <Figure
        label="Trips per minute"
        meaning="Rides completed on time in the newest closed minute; each ride once."
        feed={metrics.feed}
        value={minute && <Count value={minute.trips} />}
        note={minuteNote}
        trend={minuteTrend((one) => one.trips)}
      />
      <Figure
        label="Average fare"
        meaning="Mean fare of the rides completed in the newest closed minute, surge included."
        feed={metrics.feed}
        value={minute && <Money value={minute.averageFare} />}
        note={minuteNote}
        trend={minuteTrend((one) => one.averageFare)}
      />
      <Figure
        label="Gross fares"
        meaning="Trips times average fare of the newest closed minute, before any payout to drivers. Late completions are not in it."
        feed={metrics.feed}
        value={minute && <WholeMoney value={minute.grossFares} />}
        note={minuteNote}
        trend={minuteTrend((one) => one.grossFares)}
      />
    </ul>
  )
}
