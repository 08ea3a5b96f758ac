import type { JobDetail } from '@lakehouse/contracts/api/jobs.ts'
import { type ReactNode, useState } from 'react'
import { ChangeDialog } from '../../../components/operation/change-dialog.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { applyFiles, scaleJob, startJob, stopJob, takeSavepoint } from '../api/jobs.ts'

export type Action = 'apply' | 'stop' | 'start' | 'fresh' | 'savepoint' | 'scale'

const MOST_PARALLEL = 128

interface ActionDialogProps {
  action: Action
  detail: JobDetail
  onClose: () => void
}

/** Says what the action will do and what not, asks once, and shows it being done. */
export function ActionDialog({ action, detail, onClose }: ActionDialogProps) {
  const { name } = detail
  switch (action) {
    case 'apply':
      return ask(`Bring the files of ${name} in?`, 'Bring in', () => applyFiles(name), changeMeaning(detail))
    case 'stop':
      return ask(
        `Stop ${name}?`,
        'Stop with a savepoint',
        () => stopJob(name),
        'It ends with a savepoint, from which its next start goes on. Until then its tables get no new rows; Kafka keeps the records.',
      )
    case 'start':
      return ask(
        `Start ${name}?`,
        'Start',
        () => startJob(name, false),
        'It goes on from its newest savepoint or checkpoint. It never starts without state by itself.',
      )
    case 'savepoint':
      return ask(
        `Take a savepoint of ${name}?`,
        'Take savepoint',
        () => takeSavepoint(name),
        'The job runs on. The savepoint stays in the catalogue until the retention or somebody deletes it.',
      )
    case 'fresh':
      return <FreshDialog name={name} onClose={onClose} />
    case 'scale':
      return <ScaleDialog detail={detail} onClose={onClose} />
  }

  function ask(title: string, confirm: string, change: () => ReturnType<typeof stopJob>, meaning: ReactNode) {
    return (
      <ChangeDialog title={title} confirm={confirm} change={change} onClose={onClose}>
        <p>{meaning}</p>
      </ChangeDialog>
    )
  }
}

function changeMeaning({ file, running_version }: JobDetail): string {
  return `${file} and the prelude it uses replace version ${running_version ?? '(not on record)'}: checked first, then stopped with a savepoint and started from it. If the new SQL does not complete a checkpoint and commit to every Iceberg table, the former SQL comes back by itself.`
}

function FreshDialog({ name, onClose }: { name: string; onClose: () => void }) {
  return (
    <ChangeDialog
      title={`Start ${name} without its state?`}
      confirm="Start without state"
      typed={name}
      change={() => startJob(name, true)}
      onClose={onClose}
    >
      <p>
        Open windows, joins and what was seen already are forgotten, and the topics are read again from their beginning:
        tables that only append get those rows a second time.
      </p>
    </ChangeDialog>
  )
}

function ScaleDialog({ detail, onClose }: { detail: JobDetail; onClose: () => void }) {
  const [typed, setTyped] = useState(String(detail.parallelism ?? ''))
  const wanted = /^\d+$/.test(typed) ? Number(typed) : 0
  const problem =
    wanted < 1 || wanted > MOST_PARALLEL
      ? `A whole number from 1 to ${MOST_PARALLEL}.`
      : wanted === detail.parallelism
        ? 'That is its parallelism already.'
        : null
  return (
    <ChangeDialog
      title={`Scale ${detail.name}?`}
      confirm="Scale"
      reason={problem}
      change={() => scaleJob(detail.name, wanted)}
      onClose={onClose}
    >
      <p>
        Writes <code>parallelism.default</code> into {detail.file} and restarts the job from a savepoint. It needs as
        many free slots as the job’s new parallelism.
      </p>
      <TextField numeric label="Parallelism" value={typed} onChange={setTyped} />
    </ChangeDialog>
  )
}
