import type { ParameterSpec } from '@lakehouse/contracts/api/tasks.ts'
import { useId } from 'react'
import styles from './run-form.module.css'

interface ParameterFieldProps {
  name: string
  spec: ParameterSpec
  text: string
  problem: string | null
  onChange: (text: string) => void
}

/** One parameter: a number, a text, a choice or a tick, with what it means and what is wrong with it. */
export function ParameterField({ name, spec, text, problem, onChange }: ParameterFieldProps) {
  const id = useId()
  const about = `${id}-about`
  const shared = { id, 'aria-describedby': about, 'aria-invalid': problem !== null, className: styles.input }
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{name}</label>
      {spec.type === 'choice' ? (
        <select {...shared} value={text} onChange={(event) => onChange(event.target.value)}>
          {spec.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : spec.type === 'flag' ? (
        <input
          id={id}
          type="checkbox"
          aria-describedby={about}
          checked={text === 'true'}
          onChange={(event) => onChange(String(event.target.checked))}
        />
      ) : (
        <input
          {...shared}
          inputMode={spec.type === 'integer' ? 'numeric' : 'text'}
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      <span id={about} className={problem === null ? styles.about : styles.problem}>
        {problem ?? spec.about}
      </span>
    </div>
  )
}
