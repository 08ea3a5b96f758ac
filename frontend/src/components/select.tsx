import styles from './select.module.css'

interface SelectProps<T extends string> {
  label: string
  /** The label is read aloud but not shown. */
  hideLabel?: boolean
  value: T
  options: readonly { readonly value: T; readonly label: string }[]
  onChange: (value: T) => void
}

/** One of many choices, by the browser's own list. */
export function Select<T extends string>({ label, hideLabel = false, value, options, onChange }: SelectProps<T>) {
  return (
    <label className={styles.label}>
      <span className={hideLabel ? 'visually-hidden' : styles.text}>{label}</span>
      <select className={styles.select} value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
