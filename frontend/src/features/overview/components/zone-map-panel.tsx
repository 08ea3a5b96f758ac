import { type CSSProperties, lazy, Suspense } from 'react'
import { CityName } from '../../../components/city-name.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { SurgeLegend } from '../../../components/surge-legend.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useSize } from '../../../lib/use-size.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { useCity } from '../../../lib/view.ts'
import { useCities } from '../api/use-cities.ts'
import { zoneSurgeQuery } from '../api/zone-surge.ts'
import { inCity } from '../figures.ts'
import { noZones } from '../no-data.ts'
import styles from './zone-map-panel.module.css'

const ZoneMap = lazy(() => import('./zone-map.tsx'))

const HEIGHT = 420
/** What a city's name and the gaps take from the height of its map, pixels. */
const AROUND = 34
const columnsFor = (maps: number) => (maps > 6 ? 4 : Math.min(3, Math.max(1, maps)))

/** Where surge is: a map of each city, or of the chosen one. */
export function ZoneMapPanel() {
  const [city] = useCity()
  const [zone, setZone] = useUrlState<string>('zone', '')
  const { data, feed } = usePolledQuery(zoneSurgeQuery)
  const colors = useCities()
  const byCity = Map.groupBy(inCity(data?.rows ?? [], city), (row) => row.city)
  const names = [...byCity.keys()].sort()
  const columns = columnsFor(names.length)
  const [maps, space] = useSize()
  const mapHeight = Math.max(60, Math.floor(space.height / Math.max(1, Math.ceil(names.length / columns))) - AROUND)
  return (
    <Panel
      title="Surge by zone"
      meaning="The surge multiplier of every zone in its newest closed window of the last 5 minutes. North is up; each city has its own scale of distance, all share one scale of colour."
      span={6}
      height={HEIGHT}
      feeds={[feed]}
      empty={names.length === 0 && noZones(city)}
      skeleton={<Skeleton height={HEIGHT - 40} />}
    >
      <div ref={maps} className={styles.maps} style={{ '--columns': columns } as CSSProperties}>
        <Suspense fallback={<Skeleton height={mapHeight} />}>
          {names.map((name) => (
            <div key={name} className={styles.map}>
              <h3 className={styles.city}>
                <CityName city={name} color={colors.get(name)} />
              </h3>
              <ZoneMap
                city={name}
                zones={byCity.get(name) ?? []}
                height={mapHeight}
                selected={zone}
                onSelect={(id) => setZone(id === zone ? '' : id)}
              />
            </div>
          ))}
        </Suspense>
      </div>
      <SurgeLegend />
    </Panel>
  )
}
