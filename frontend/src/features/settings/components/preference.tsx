import type { ReactNode } from 'react'
import styles from './preferences-panel.module.css'

/** One setting: its name, what it does, and the choice. */
export function Preference({ name, meaning, children }: { name: string; meaning: string; children: ReactNode }) {
  return (
    <div className={styles.preference}>
      <div>
        <h3 className={styles.name}>{name}</h3>
        <p className={styles.note}>{meaning}</p>
      </div>
      {children}
    </div>
  )
}
