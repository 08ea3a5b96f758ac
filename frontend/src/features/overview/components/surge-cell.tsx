import { Surge } from '../../../components/number.tsx'
import { surgeColors } from '../surge-scale.ts'
import styles from './surge-cell.module.css'

/** A multiplier on its colour. */
export function SurgeCell({ multiplier }: { multiplier: string }) {
  return (
    <span className={styles.cell} style={surgeColors(multiplier)}>
      <Surge value={multiplier} />
    </span>
  )
}
