import type { DriverPosition } from '@lakehouse/contracts/api/drivers.ts'
import { driverLooks } from '../driver-status.ts'
import styles from './city-map.module.css'

const SIZE = 3.2

/** One driver: a disc when available, a diamond on a trip, a ring when offline. It glides to where it pinged next. */
export function DriverMark({ driver, x, y }: { driver: DriverPosition; x: number; y: number }) {
  const { label, color, shape } = driverLooks[driver.status]
  return (
    <g className={styles.driver} style={{ transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)` }}>
      <title>{`${driver.driver_id}\n${label}, zone ${driver.zone_id}\nping of ${driver.event_time.slice(11, 19)} UTC`}</title>
      {shape === 'circle' && <circle r={SIZE} fill={color} />}
      {shape === 'ring' && <circle r={SIZE - 0.6} fill="var(--surface)" stroke={color} strokeWidth="1.4" />}
      {shape === 'diamond' && (
        <rect x={-SIZE} y={-SIZE} width={2 * SIZE} height={2 * SIZE} transform="rotate(45) scale(0.9)" fill={color} />
      )}
    </g>
  )
}
