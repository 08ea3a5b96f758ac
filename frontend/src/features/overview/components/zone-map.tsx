import type { ZoneSurge } from '@lakehouse/contracts/api/overview.ts'
import clsx from 'clsx'
import { SurgeCell } from '../../../components/surge-cell.tsx'
import { hexLayout } from '../../../lib/hex-layout.ts'
import { formatSurge } from '../../../lib/number.ts'
import { surgeStep } from '../../../lib/surge-scale.ts'
import { useSize } from '../../../lib/use-size.ts'
import { zoneName } from '../../../lib/zone-name.ts'
import styles from './zone-map.module.css'

/** A cell this wide has room for its multiplier, pixels; 1.00 is what the lightest colour says, so it needs more. */
const TEXT_FITS = 27
const ONE_FITS = 44
/** One row of tiles, and the least that is left for the map beside it, pixels. */
const TILES = 32
const MIN_MAP = 60
/** Letters grow with the cell, pixels. */
const fontSize = (width: number) => Math.min(12, Math.max(9, width / 3))

export interface ZoneMapProps {
  city: string
  zones: readonly ZoneSurge[]
  /** Of the map with its tiles, pixels. */
  height: number
  selected: string | null
  onSelect: (zoneId: string) => void
}

/**
 * One city's zones as a map of hexagons; zones that are no place on it follow as tiles. Drawn for the eye and the
 * pointer: the zone table beside it holds the same numbers and choice for keyboards and screen readers.
 */
export default function ZoneMap({ city, zones, height, selected, onSelect }: ZoneMapProps) {
  const [ref, { width }] = useSize()
  const byZone = new Map(zones.map((zone) => [zone.zone_id, zone]))
  const ids = [...byZone.keys()].sort()
  const alone = hexLayout(ids, width, height)
  const mapHeight = alone.unplaced.length === 0 ? height : Math.max(MIN_MAP, height - TILES)
  const { cells, unplaced } = alone.unplaced.length === 0 ? alone : hexLayout(ids, width, mapHeight)
  const tiles = unplaced.flatMap((id) => byZone.get(id) ?? [])
  return (
    <div ref={ref}>
      {cells.length > 0 && width > 0 && (
        <svg width={width} height={mapHeight} role="img" aria-label={`Surge of ${cells.length} zones of ${city}`}>
          {/* What is drawn last lies on top: the outline of the chosen cell must not be covered. */}
          {cells
            .toSorted((a, b) => Number(a.zoneId === selected) - Number(b.zoneId === selected))
            .map((cell) => {
              const zone = byZone.get(cell.zoneId)
              if (!zone) return null
              const step = surgeStep(zone.surge_multiplier)
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: the map is one image to screen readers
                <g
                  key={cell.zoneId}
                  className={clsx(styles.cell, cell.zoneId === selected && styles.selected)}
                  onClick={() => onSelect(cell.zoneId)}
                >
                  <title>{describe(zone)}</title>
                  <polygon points={cell.points} fill={`var(--surge-${step})`} />
                  {cell.width >= (step === 0 ? ONE_FITS : TEXT_FITS) && (
                    <text x={cell.x} y={cell.y} fontSize={fontSize(cell.width)} fill={`var(--surge-${step}-text)`}>
                      {formatSurge(zone.surge_multiplier).replace('×', '')}
                    </text>
                  )}
                </g>
              )
            })}
        </svg>
      )}
      {tiles.length > 0 && (
        <ul className={styles.tiles} aria-label={`Zones of ${city} that are no place on the map`}>
          {tiles.map((zone) => (
            <li key={zone.zone_id} title={describe(zone)}>
              <button
                type="button"
                className={clsx(styles.tile, zone.zone_id === selected && styles.selectedTile)}
                onClick={() => onSelect(zone.zone_id)}
              >
                {zoneName(zone.zone_id)} <SurgeCell multiplier={zone.surge_multiplier} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function describe(zone: ZoneSurge): string {
  return `${zone.city}, zone ${zoneName(zone.zone_id)}\nsurge ${formatSurge(zone.surge_multiplier)}\ndemand ${zone.demand_count}, supply ${zone.supply_count}`
}
