import { CircleSlash } from 'lucide-react'
import styles from './panel-message.module.css'

export interface Emptiness {
  /** Why there is nothing. */
  readonly why: string
  /** What to do about it. */
  readonly next: string
}

/** A good answer with nothing in it. */
export function PanelEmpty({ why, next }: Emptiness) {
  return (
    <div className={styles.message}>
      <CircleSlash size={20} aria-hidden className={styles.neutral} />
      <p className={styles.what}>{why}</p>
      <p>{next}</p>
    </div>
  )
}
