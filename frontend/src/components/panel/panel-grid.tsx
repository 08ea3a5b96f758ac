import type { ReactNode } from 'react'
import styles from './panel-grid.module.css'

/** A page's twelve columns. */
export function PanelGrid({ children }: { children: ReactNode }) {
  return <div className={styles.grid}>{children}</div>
}
