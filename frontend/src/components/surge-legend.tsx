import { surgeLegend } from '../lib/surge-scale.ts'
import styles from './surge-legend.module.css'

/** The fixed surge scale. */
export function SurgeLegend() {
  return (
    <ol className={styles.legend} aria-label="Colours of the surge multiplier">
      {surgeLegend.map((label, step) => (
        <li
          key={label}
          className={styles.step}
          style={{ background: `var(--surge-${step})`, color: `var(--surge-${step}-text)` }}
        >
          {label}
        </li>
      ))}
    </ol>
  )
}
