import { lazy, Suspense } from 'react'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { useCity } from '../../../lib/view.ts'
import { useCities } from '../api/use-cities.ts'
import { zoneSurgeQuery } from '../api/zone-surge.ts'
import { inCity } from '../figures.ts'
import { noZones } from '../no-data.ts'
import { CityName } from './city-name.tsx'
import { SurgeLegend } from './surge-legend.tsx'
import styles from './zone-map-panel.module.css'

const ZoneMap = lazy(() => import('./zone-map.tsx'))

/** Height of the maps, pixels: one city has the panel to itself, several share it. */
const HEIGHT = 400
const ONE_MAP = 338
const SHARED_MAP = 210

/** Where surge is: a map of each city, or of the chosen one. */
export function ZoneMapPanel() {
  const [city] = useCity()
  const [zone, setZone] = useUrlState<string>('zone', '')
  const { data, feed } = usePolledQuery(zoneSurgeQuery)
  const colors = useCities()
  const byCity = Map.groupBy(inCity(data?.rows ?? [], city), (row) => row.city)
  const names = [...byCity.keys()].sort()
  return (
    <Panel
      title="Surge by zone"
      meaning="The surge multiplier of every zone in its newest closed window of the last 5 minutes. North is up; each city has its own scale of distance, all share one scale of colour."
      span={7}
      height={HEIGHT}
      feeds={[feed]}
      empty={names.length === 0 && noZones(city)}
      skeleton={<Skeleton height={HEIGHT - 40} />}
      controls={<SurgeLegend />}
    >
      <div className={styles.maps} data-shared={names.length > 1}>
        <Suspense fallback={<Skeleton height={ONE_MAP} />}>
          {names.map((name) => (
            <div key={name} className={styles.map}>
              <h3 className={styles.city}>
                <CityName city={name} color={colors.get(name)} />
              </h3>
              <ZoneMap
                city={name}
                zones={byCity.get(name) ?? []}
                height={names.length > 1 ? SHARED_MAP : ONE_MAP}
                selected={zone}
                onSelect={(id) => setZone(id === zone ? '' : id)}
              />
            </div>
          ))}
        </Suspense>
      </div>
    </Panel>
  )
}
