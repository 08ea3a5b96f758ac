import styles from './bar-list.module.css'

export interface BarItem {
  readonly label: string
  readonly value: number
  /** The value as shown. */
  readonly text: string
  /** More about it, beside the value. */
  readonly note?: string
}

/** Labelled bars from zero, longest possible where the largest value is; a list, so that it reads without seeing. */
export function BarList({ label, items }: { label: string; items: readonly BarItem[] }) {
  const largest = Math.max(0, ...items.map(({ value }) => value))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <ul className={styles.bars} aria-label={label} tabIndex={0}>
      {items.map(({ label: name, value, text, note }) => (
        <li key={name} className={styles.item}>
          <span className={styles.label}>{name}</span>
          <span className={styles.track} aria-hidden>
            <span className={styles.bar} style={{ width: `${largest === 0 ? 0 : (100 * value) / largest}%` }} />
          </span>
          <span className={styles.value}>
            {text}
            {note !== undefined && <span className={styles.note}> {note}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
