import type { ParameterSpec, ParameterValue, ParameterValues, TaskSummary } from '@lakehouse/contracts/api/tasks.ts'
import { type FormEvent, useState } from 'react'
import { ActionButton } from '../../../components/action-button.tsx'
import { ChangeFailure } from '../../../components/change-failure.tsx'
import { Dialog, DialogButtons } from '../../../components/dialog.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { useChange } from '../../../lib/api/use-change.ts'
import { beginRun } from '../api/tasks.ts'
import { fieldProblem, initialText, valueIn } from '../parameter-field.ts'
import { ParameterField } from './parameter-field.tsx'
import styles from './run-form.module.css'

interface RunFormProps {
  task: TaskSummary
  onClose: () => void
  /** Hears of the run that was made. */
  onRun: (id: number) => void
}

/** Says what a run does, asks for its parameters, and begins it. */
export function RunForm({ task, onClose, onRun }: RunFormProps) {
  const specs = Object.entries(task.parameters)
  const [texts, setTexts] = useState(() => Object.fromEntries(specs.map(([name, spec]) => [name, initialText(spec)])))
  const readOnly = useReadOnlyReason()
  const run = useChange(
    (parameters: ParameterValues) => beginRun(task.name, parameters),
    ({ run: { id } }) => onRun(id),
  )
  const problems = specs.map(([name, spec]) => fieldProblem(spec, texts[name] ?? ''))
  const wrong = problems.find((problem) => problem !== null) ?? null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (readOnly !== null || wrong !== null || run.busy) return
    run.begin(
      Object.fromEntries(
        specs.map(([name, spec]): [string, ParameterValue] => [name, valueIn(spec, texts[name] ?? '')]),
      ),
    )
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Run ${task.name}`}>
      <form className={styles.form} onSubmit={submit}>
        <p>{task.about}</p>
        <ul className={styles.steps}>
          {task.steps.map(({ name, what }) => (
            <li key={name}>
              <strong>{name}</strong> <code>{what}</code>
            </li>
          ))}
        </ul>
        {specs.map(([name, spec]: [string, ParameterSpec], index) => (
          <ParameterField
            key={name}
            name={name}
            spec={spec}
            text={texts[name] ?? ''}
            problem={problems[index] ?? null}
            onChange={(text) => setTexts({ ...texts, [name]: text })}
          />
        ))}
        <p className={styles.hint}>{whenItBegins(task)}</p>
        <ChangeFailure failure={run.failure} />
        <DialogButtons>
          <ActionButton type="button" reason={null} onClick={onClose}>
            Not now
          </ActionButton>
          <ActionButton type="submit" main reason={readOnly ?? wrong ?? (run.busy ? 'It is being asked for.' : null)}>
            Run {task.name}
          </ActionButton>
        </DialogButtons>
      </form>
    </Dialog>
  )
}

function whenItBegins({ active, at_most, heavy, needs }: TaskSummary): string {
  const parts = []
  if (active.length >= at_most) parts.push(`It waits for run ${active[0]?.id} of the same task.`)
  if (needs.length > 0) parts.push(`It begins only if the newest run of ${needs.join(' and ')} succeeded.`)
  if (heavy) parts.push('It never runs beside another heavy task, and at low priority.')
  return parts.length === 0 ? 'It begins at once, at low priority.' : parts.join(' ')
}
