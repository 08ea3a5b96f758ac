import { surgeColors } from '../lib/surge-scale.ts'
import { Surge } from './number.tsx'
import styles from './surge-cell.module.css'

/** A multiplier on its colour. */
export function SurgeCell({ multiplier }: { multiplier: string }) {
  return (
    <span className={styles.cell} style={surgeColors(multiplier)}>
      <Surge value={multiplier} />
    </span>
  )
}
