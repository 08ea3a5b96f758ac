import styles from './text-field.module.css'

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** What is typed is a name, a number or code: every character is seen apart. */
  code?: boolean
  numeric?: boolean
}

/** A line to type into, with its label above it. */
export function TextField({ label, value, onChange, code = false, numeric = false }: TextFieldProps) {
  return (
    <label className={styles.field}>
      {label}
      <input
        className={styles.input}
        data-code={code || undefined}
        inputMode={numeric ? 'numeric' : 'text'}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
