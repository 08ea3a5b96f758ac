import type { DriverPosition } from '@lakehouse/contracts/api/drivers.ts'
import type { ZoneSurge } from '@lakehouse/contracts/api/overview.ts'
import clsx from 'clsx'
import { hexLayout } from '../../../lib/hex-layout.ts'
import { formatSurge } from '../../../lib/number.ts'
import { surgeStep } from '../../../lib/surge-scale.ts'
import { useSize } from '../../../lib/use-size.ts'
import { zoneName } from '../../../lib/zone-name.ts'
import styles from './city-map.module.css'
import { DriverMark } from './driver-mark.tsx'

/** A cell this wide has room for its multiplier, pixels. */
const TEXT_FITS = 34

export interface CityMapProps {
  city: string
  zones: readonly ZoneSurge[]
  drivers: readonly DriverPosition[]
  selected: string | null
  onSelect: (zoneId: string) => void
}

/**
 * One city's zones, coloured by surge, and its drivers where they pinged last. Drawn for the eye and the pointer: the
 * table beside it holds the same numbers and choice for keyboards and screen readers.
 */
export default function CityMap({ city, zones, drivers, selected, onSelect }: CityMapProps) {
  const [ref, { width, height }] = useSize()
  const surge = new Map(zones.map((zone) => [zone.zone_id, zone]))
  // A zone where drivers are but no window was closed is a place all the same.
  const ids = [...new Set([...surge.keys(), ...drivers.map((driver) => driver.zone_id)])].sort()
  const { cells, unplaced, project } = hexLayout(ids, width, height)
  const placed = new Set(cells.map(({ zoneId }) => zoneId))
  return (
    <div ref={ref} className={styles.map}>
      {width > 0 && cells.length > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`Surge of ${cells.length} zones and ${drivers.length} drivers of ${city}`}
        >
          {cells
            .toSorted((a, b) => Number(a.zoneId === selected) - Number(b.zoneId === selected))
            .map((cell) => {
              const zone = surge.get(cell.zoneId)
              const step = zone === undefined ? null : surgeStep(zone.surge_multiplier)
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: the map is one image to screen readers
                <g
                  key={cell.zoneId}
                  className={clsx(styles.cell, cell.zoneId === selected && styles.selected)}
                  onClick={() => onSelect(cell.zoneId)}
                >
                  <title>{describe(cell.zoneId, zone)}</title>
                  <polygon
                    points={cell.points}
                    fill={step === null ? 'var(--surface-raised)' : `var(--surge-${step})`}
                  />
                </g>
              )
            })}
          <g className={styles.drivers}>
            {drivers.map((driver) => {
              if (!placed.has(driver.zone_id)) return null
              const [x, y] = project(driver.longitude, driver.latitude)
              return <DriverMark key={driver.driver_id} driver={driver} x={x} y={y} />
            })}
          </g>
          {/* Above the drivers, or they would hide the numbers. */}
          <g className={styles.numbers}>
            {cells.map(({ zoneId, x, y, width: wide }) => {
              const multiplier = surge.get(zoneId)?.surge_multiplier
              if (multiplier === undefined || wide < TEXT_FITS) return null
              const step = surgeStep(multiplier)
              return (
                <text
                  key={zoneId}
                  x={x}
                  y={y - wide * 0.28}
                  fill={`var(--surge-${step}-text)`}
                  stroke={`var(--surge-${step})`}
                >
                  {formatSurge(multiplier).replace('×', '')}
                </text>
              )
            })}
          </g>
        </svg>
      )}
      {unplaced.length > 0 && (
        <p className={styles.unplaced}>
          {unplaced.length} {unplaced.length === 1 ? 'zone is' : 'zones are'} no place on a map; the table has them.
        </p>
      )}
    </div>
  )
}

function describe(zoneId: string, zone: ZoneSurge | undefined): string {
  const name = `zone ${zoneName(zoneId)}`
  if (zone === undefined) return `${name}\nno closed surge window`
  return `${name}\nsurge ${formatSurge(zone.surge_multiplier)}\ndemand ${zone.demand_count}, supply ${zone.supply_count}`
}
