import styles from './time-chart.module.css'
import type { Series } from './time-chart.tsx'

/** Names the lines or bars, with their colour and dash, and the unit of the value axis. */
export function ChartLegend({ series, unit }: { series: readonly Series[]; unit: string }) {
  return (
    <figcaption className={styles.legend}>
      <span className={styles.unit}>{unit}</span>
      {series.map(({ id, label, color, dash }) => (
        <span key={id} className={styles.entry}>
          <svg width="22" height="8" aria-hidden>
            <line x1="0" x2="22" y1="4" y2="4" stroke={color} strokeWidth="3" strokeDasharray={dash} />
          </svg>
          {label}
        </span>
      ))}
    </figcaption>
  )
}
