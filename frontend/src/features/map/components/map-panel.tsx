import { lazy, Suspense } from 'react'
import { Panel } from '../../../components/panel/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { SurgeLegend } from '../../../components/surge-legend.tsx'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { useCity } from '../../../lib/view.ts'
import { type DriverChoice, driverChoices, shownDrivers } from '../driver-status.ts'
import { useMapView } from '../use-map-view.ts'
import { DriverLegend } from './driver-legend.tsx'
import styles from './map-panel.module.css'
import { MomentBar } from './moment-bar.tsx'

const CityMap = lazy(() => import('./city-map.tsx'))

const HEIGHT = 'clamp(440px, 100dvh - 172px, 1000px)'
const choices: Readonly<Record<DriverChoice, string>> = {
  all: 'All drivers',
  AVAILABLE: 'Available drivers',
  ON_TRIP: 'Drivers on a trip',
  none: 'No drivers',
}

/** Where surge is and where the drivers are, now or at a moment of the last hour. */
export function MapPanel() {
  const { city, cities, zones, drivers, positions, surge, moment } = useMapView()
  const [, setCity] = useCity()
  const [zone, setZone] = useUrlState<string>('zone', '')
  const [choice, setChoice] = useUrlState<DriverChoice>('drivers', 'all', driverChoices)
  const shown = shownDrivers(drivers, choice)
  return (
    <Panel
      title="Surge and drivers"
      meaning="Colour: the surge multiplier of each zone's newest closed window. Marks: every driver at its newest ping in the Kafka topic, which comes every 5 s; between two pings a mark glides. North is up."
      span={8}
      height={HEIGHT}
      feeds={city === null ? [surge.feed] : [surge.feed, positions.feed]}
      skeleton={<Skeleton height={400} />}
      table={() => ({
        columns: ['driver_id', 'status', 'zone_id', 'latitude', 'longitude', 'event_time'],
        rows: shown.map((driver) => [
          driver.driver_id,
          driver.status,
          driver.zone_id,
          String(driver.latitude),
          String(driver.longitude),
          driver.event_time,
        ]),
      })}
      tableInPlace={false}
      controls={
        <>
          <Select
            label="City"
            hideLabel
            value={city ?? ''}
            options={[...new Set([...cities, ...(city === null ? [] : [city])])].map((name) => ({
              value: name,
              label: name,
            }))}
            onChange={(name) => setCity(name)}
          />
          <Select
            label="Drivers"
            hideLabel
            value={choice}
            options={driverChoices.map((name) => ({ value: name, label: choices[name] }))}
            onChange={setChoice}
          />
        </>
      }
    >
      <div className={styles.body}>
        <DriverLegend drivers={drivers} complete={positions.data?.complete ?? true} />
        {zones.length === 0 && drivers.length === 0 ? (
          <p className={styles.none}>
            {moment === null
              ? 'No zone and no driver yet. Right after a start the first window closes in about 70 s; is the producer running?'
              : 'Nothing of this city is known of that moment: no window closed in the 5 minutes before it, and Kafka keeps no ping.'}
          </p>
        ) : (
          <Suspense fallback={<Skeleton height={360} />}>
            <CityMap
              city={city ?? ''}
              zones={zones}
              drivers={shown}
              selected={zone === '' ? null : zone}
              onSelect={(id) => setZone(id === zone ? '' : id)}
            />
          </Suspense>
        )}
        <SurgeLegend />
        <MomentBar />
      </div>
    </Panel>
  )
}
