import type { JobPlan } from '@lakehouse/contracts/api/jobs.ts'
import { ChangeDialog } from '../../../components/operation/change-dialog.tsx'
import { apply } from '../api/editor.ts'
import { Verdict } from './verdict.tsx'

interface ApplyDialogProps {
  job: string
  file: string
  sql: string
  plan: JobPlan | null
  onClose: () => void
}

/** Says what bringing the text in will do, asks once, and shows it being done. */
export function ApplyDialog({ job, file, sql, plan, onClose }: ApplyDialogProps) {
  return (
    <ChangeDialog
      title={`Apply this SQL to ${job}?`}
      confirm="Apply"
      reason={null}
      change={() => apply(job, sql)}
      onClose={onClose}
    >
      <p>
        The text is written to <code>{file}</code>, then: {plan?.would ?? 'what the files say is brought in'}. If the
        new SQL does not complete a checkpoint and commit to every Iceberg table, the former SQL comes back by itself,
        and so does the file’s former text.
      </p>
      {plan?.compatibility && <Verdict {...plan.compatibility} />}
    </ChangeDialog>
  )
}
