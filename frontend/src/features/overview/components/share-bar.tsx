import styles from './share-bar.module.css'

/** Parts of a whole side by side; decoration beside the counts, so hidden from screen readers. */
export function ShareBar({ parts }: { parts: readonly { readonly color: string; readonly value: number }[] }) {
  return (
    <span className={styles.bar} aria-hidden>
      {parts.map(({ color, value }) => (
        <span key={color} style={{ background: color, flexGrow: value }} />
      ))}
    </span>
  )
}
