import type { DriverPosition } from '@lakehouse/contracts/api/drivers.ts'
import { formatCount } from '../../../lib/number.ts'
import { countByStatus, driverLooks, driverStatusOrder } from '../driver-status.ts'
import styles from './driver-legend.module.css'

/** How drivers are drawn, and how many of each there are. */
export function DriverLegend({ drivers, complete }: { drivers: readonly DriverPosition[]; complete: boolean }) {
  const counts = countByStatus(drivers)
  return (
    <p className={styles.legend}>
      {driverStatusOrder.map((status) => {
        const { label, color, shape } = driverLooks[status]
        return (
          <span key={status} className={styles.entry}>
            <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden>
              {shape === 'circle' && <circle r="4" fill={color} />}
              {shape === 'ring' && <circle r="3.4" fill="none" stroke={color} strokeWidth="1.6" />}
              {shape === 'diamond' && (
                <rect x="-3.6" y="-3.6" width="7.2" height="7.2" transform="rotate(45)" fill={color} />
              )}
            </svg>
            <strong>{formatCount(String(counts[status]))}</strong> {label}
          </span>
        )
      })}
      {!complete && <span className={styles.note}>More pings than are read at once: some drivers are missing.</span>}
    </p>
  )
}
